import pg from 'pg'
import { createApp, type App } from '../src/app.ts'
import { readAsWorker } from '../src/platform/db/transaction.ts'
import { readSeries } from '../src/platform/jobs/stat-queries.ts'
import { createCallerFactory } from '../src/platform/trpc/procedures.ts'
import { appRouter } from '../src/router.ts'
import { readOverview } from '../src/domains/operations/read-overview.ts'
import { testConfig } from '../src/testing/config.ts'
import { consoleCases, type Caller, type Sample } from './lib/console-cases.ts'
import { followUnderLoad } from './lib/console-live.ts'
import { seedHistory } from './lib/console-seed.ts'
import { nowhere } from './lib/jobs-runners.ts'
import { withBenchDatabase, type BenchDatabase } from './lib/bench-database.ts'
import { median, round, type Bench } from './lib/report.ts'

/** Milliseconds in which 95 of 100 answers must be there. */
const TARGET_MS = 150
const ROUNDS = 30
/** Of work at a steady pace beside the history. */
const LIVE_SECONDS = 10
/** The console is live when an overview is never older than that. */
const LIVE_TARGET_MS = 2_000
const sizes = {
  full: { finished: 1_000_000, queued: 10_000, people: 2_000 },
  small: { finished: 50_000, queued: 2_000, people: 500 },
}

interface Figure {
  name: string
  p50: number
  p95: number
}

const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0

async function time(name: string, work: () => Promise<unknown>): Promise<Figure> {
  const times: number[] = []
  // The first two prepare their statements.
  await work()
  await work()
  for (let turn = 0; turn < ROUNDS; turn++) {
    const begin = performance.now()
    await work()
    times.push(performance.now() - begin)
  }
  return { name, p50: median(times), p95: percentile(times, 0.95) }
}

const anyOf = (state: string): string => `select id as value from job where state = '${state}' limit 1`

async function pickSample(client: pg.Client): Promise<Sample> {
  const one = async (query: string): Promise<string> => {
    const { rows } = await client.query<{ value: string }>(query)
    if (!rows[0]) throw new Error(`Nothing was seeded for ${query}`)
    return rows[0].value
  }
  const middle = `select to_char(now() - (now() - min(finished_at)) / 2 + interval '1 day' * $, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as value from job`
  return {
    busyPerson: await one(`select id as value from users where email = 'person0@example.com'`),
    calmPerson: await one(
      `select user_id as value from job where user_id is not null group by 1 order by count(*) limit 1`,
    ),
    from: await one(middle.replace('$', '0')),
    to: await one(middle.replace('$', '1')),
    failedJob: await one(anyOf('failed')),
    queuedJob: await one(anyOf('queued')),
    succeededJob: await one(anyOf('succeeded')),
    batch: await one(`select id as value from job_batch limit 1`),
    schedule: await one(`select schedule_id as value from job where schedule_id is not null limit 1`),
  }
}

function callAs(app: App, userId: string): Caller {
  return createCallerFactory(appRouter)({
    app: app.ctx,
    session: {
      userId,
      role: 'operator',
      plan: 'free',
      sessionId: userId,
      via: 'session',
      mfa: false,
      authTime: null,
    },
    requestId: 'bench',
    traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
    signal: new AbortController().signal,
  })
}

/** The same page without any question asked: what the database needs for it at least. */
const bareSelect = `select id, task, lane, state, payload, user_id, error_message from job
  where state = 'succeeded' and finished_at is not null order by finished_at desc limit 50`

async function measure(
  app: App,
  database: BenchDatabase,
  size: { finished: number; queued: number; people: number },
) {
  const begin = performance.now()
  await seedHistory(database.superuserConnectionString, size)
  const seedSeconds = (performance.now() - begin) / 1000
  const client = new pg.Client({ connectionString: database.superuserConnectionString })
  await client.connect()
  try {
    const sample = await pickSample(client)
    const caller = callAs(app, sample.busyPerson)
    const bare = await time('bare select of a page', () => client.query(bareSelect))
    const figures: Figure[] = []
    for (const { name, run } of consoleCases(sample)) figures.push(await time(name, () => run(caller)))
    figures.push(
      await time('overview, not remembered', () =>
        readOverview({
          ...app.ctx,
          db: app.ctx.db.withPlugin({
            transformQuery: ({ node }) => node,
            transformResult: async ({ result }) => result,
          }),
        }),
      ),
    )
    for (const range of ['1h', '24h', '7d'] as const) {
      const read = () => readAsWorker(app.ctx.db, (tx) => readSeries(tx, { range, now: app.ctx.clock.now() }))
      figures.push(await time(`series: ${range}, not remembered`, read))
    }
    const live = await followUnderLoad(app, { ...nowhere, ...database }, LIVE_SECONDS)
    return { seedSeconds, bare, figures, live }
  } finally {
    await client.end()
  }
}

export const bench: Bench = (args) =>
  withBenchDatabase(async (database) => {
    const size = args.includes('--small') ? sizes.small : sizes.full
    const config = testConfig({
      databaseUrl: database.connectionString,
      dataDir: database.folder,
      role: 'web',
    })
    const app = await createApp(config, { print: () => undefined })
    try {
      const { seedSeconds, bare, figures, live } = await measure(app, database, size)
      const lists = figures.filter(({ name }) => name.startsWith('list: '))
      const slowest = Math.max(...figures.map(({ p95 }) => p95))
      const slowestList = Math.max(...lists.map(({ p95 }) => p95))
      return {
        results: {
          finished: size.finished,
          queued: size.queued,
          seed_seconds: round(seedSeconds, 1),
          slowest_p95_ms: round(slowest, 1),
          slowest_list_p95_ms: round(slowestList, 1),
          live_jobs_per_second: round(live.jobsPerSecond, 0),
          live_overviews_per_second: round(live.perSecond, 2),
          live_longest_gap_ms: round(live.longestGapMs, 0),
          p95_ms: Object.fromEntries(figures.map(({ name, p95 }) => [name, round(p95, 1)])),
        },
        ratios: {
          list_p95_vs_bare_select: round(median(lists.map(({ p95 }) => p95)) / bare.p95, 2),
          slowest_list_p95_vs_bare_select: round(slowestList / bare.p95, 2),
        },
        tables: [
          {
            title: `Console on ${size.finished.toLocaleString('en')} finished and ${size.queued.toLocaleString('en')} queued jobs, ms`,
            columns: ['question', 'p50', 'p95'],
            rows: [bare, ...figures].map(({ name, p50, p95 }) => [name, round(p50, 1), round(p95, 1)]),
          },
          {
            title: `An open overview beside steady work, for ${LIVE_SECONDS} s`,
            columns: ['jobs per second', 'overviews per second', 'longest gap, ms'],
            rows: [[round(live.jobsPerSecond, 0), round(live.perSecond, 2), round(live.longestGapMs, 0)]],
          },
        ],
        misses: [
          ...figures
            .filter(({ p95 }) => p95 > TARGET_MS)
            .map(({ name, p95 }) => `${name}: p95 ${round(p95, 0)} ms, more than ${TARGET_MS}`),
          ...(live.longestGapMs > LIVE_TARGET_MS
            ? [
                `${round(live.longestGapMs, 0)} ms without an overview under load, more than ${LIVE_TARGET_MS}`,
              ]
            : []),
        ],
      }
    } finally {
      await app.stop()
    }
  })
