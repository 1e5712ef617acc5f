import { startApp, type AppProcess } from './lib/app-process.ts'
import { withBenchDatabase, type BenchDatabase } from './lib/bench-database.ts'
import { measureCommitRate, type CommitRate } from './lib/events-commit-rate.ts'
import { measureExactness, type Exactness } from './lib/events-exactness.ts'
import { runLoad, type LoadFigures } from './lib/events-load.ts'
import { seedEventPeople, type EventPerson } from './lib/events-people.ts'
import { startEventWriter, type EventWriter } from './lib/events-writer.ts'
import { round, type Bench, type BenchReport } from './lib/report.ts'

/** EVENTS_BENCH=small is for a machine that is busy with other things; its figures mean little. */
const small = process.env['EVENTS_BENCH'] === 'small'
const SUBSCRIBERS = small ? [100] : [1_000, 5_000]
const SECONDS = small ? 3 : 8
const EXACT_EVENTS = small ? 10_000 : 200_000
const EXACT_PEOPLE = 50
const SHARED_RATE = 10
const OWN_RATE = 500

interface Scenario {
  name: string
  figures: LoadFigures
}

interface Stage {
  database: BenchDatabase
  writer: EventWriter
  people: EventPerson[]
}

function startServer({ folder, connectionString }: BenchDatabase): Promise<AppProcess> {
  const settings = {
    DATABASE_URL: connectionString,
    ROLE: 'web',
    LOG_LEVEL: 'error',
    STREAMS_PER_PERSON: '99999',
  }
  return startApp({ cwd: folder, settings })
}

type Plan = { name: string; processes: number; subscribers: number; shared: boolean; stock?: boolean }

const plans: Plan[] = [
  ...SUBSCRIBERS.flatMap((subscribers) => [
    { name: `${subscribers}, one topic`, processes: 1, subscribers, shared: true },
    { name: `${subscribers}, own events`, processes: 1, subscribers, shared: false },
  ]),
  ...SUBSCRIBERS.slice(0, 1).flatMap((subscribers) => [
    { name: `${subscribers} over two processes, one topic`, processes: 2, subscribers, shared: true },
    { name: `${subscribers} over two processes, own events`, processes: 2, subscribers, shared: false },
    {
      name: `${subscribers}, one topic, tRPC's adapter`,
      processes: 1,
      subscribers,
      shared: true,
      stock: true,
    },
  ]),
]

/** Each on servers of its own, so that memory tells of this one alone. */
async function runPlan({ database, writer, people }: Stage, plan: Plan): Promise<Scenario> {
  const own = people.slice(0, plan.subscribers)
  const topics = plan.shared ? people.slice(0, 1) : own
  const subscribers = own.map((person) => (plan.shared ? (topics[0] ?? person) : person))
  const servers = await Promise.all(Array.from({ length: plan.processes }, () => startServer(database)))
  try {
    const figures = await runLoad({
      servers,
      writer,
      subscribers,
      topics,
      eventsPerSecond: plan.shared ? SHARED_RATE : OWN_RATE,
      seconds: SECONDS,
      stock: plan.stock ?? false,
    })
    return { name: plan.name, figures }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function missesOf(scenarios: Scenario[], commits: CommitRate, exactness: Exactness): string[] {
  const of = (name: string) => scenarios.find((scenario) => scenario.name === name)?.figures
  const [shared, own] = [of('1000, one topic'), of('1000, own events')]
  const wanted: [string, number | null | undefined, number][] = [
    ['one topic, p99 ms', shared?.p99, 60],
    ['one topic, server µs per delivery', shared?.microsPerDelivery, 30],
    ['one topic, kB per subscriber', shared?.kilobytesPerSubscriber, 200],
    ['own events, p99 ms', own?.p99, 30],
    ['events missing', exactness.missing, 0],
    ['events doubled', exactness.doubled, 0],
    ['events out of order', exactness.outOfOrder, 0],
  ]
  const misses = wanted
    .filter(([, value, most]) => (value ?? 0) > most)
    .map(([name, value, most]) => `${name}: ${value}, wanted at most ${most}`)
  if (commits.ratio < 0.95) misses.push(`commits with the doorbell run at ${commits.ratio}, wanted 0.95`)
  return misses
}

function report(scenarios: Scenario[], commits: CommitRate, exactness: Exactness): BenchReport {
  const lean = scenarios[0]?.figures
  const stock = scenarios.at(-1)?.figures
  const share = (of: (figures: LoadFigures) => number | null): number =>
    lean && stock ? round((of(lean) ?? Number.NaN) / (of(stock) ?? Number.NaN)) : Number.NaN
  const { missing, doubled, outOfOrder } = exactness
  return {
    results: {
      scenarios: Object.fromEntries(scenarios.map(({ name, figures }) => [name, figures])),
      commitsPerSecond: commits,
      exactness,
    },
    ratios: {
      commit_rate_doorbell_on_vs_off: commits.ratio,
      p99_vs_trpc_adapter: share(({ p99 }) => p99),
      cpu_per_delivery_vs_trpc_adapter: share(({ microsPerDelivery }) => microsPerDelivery),
      memory_vs_trpc_adapter: share(({ kilobytesPerSubscriber }) => kilobytesPerSubscriber),
    },
    tables: [
      {
        title: `Committed → received, ms; one topic: ${SHARED_RATE} events/s for all, own events: ${OWN_RATE}/s spread over all`,
        columns: [
          'subscribers',
          'deliveries',
          'missing',
          'p50',
          'p99',
          'server µs / delivery',
          'kB / subscriber',
        ],
        rows: scenarios.map(({ name, figures }) => [
          name,
          figures.deliveries,
          figures.missing,
          figures.p50,
          figures.p99,
          figures.microsPerDelivery,
          figures.kilobytesPerSubscriber,
        ]),
      },
      {
        title: 'Event rows committed per second, eight writers',
        columns: ['doorbell', 'rounds', 'ratio'],
        rows: [
          ['off', commits.off.join(' · '), null],
          ['on', commits.on.join(' · '), commits.ratio],
        ],
      },
      {
        title: `${exactness.events} events, ${exactness.followers} followers, ${exactness.kills} servers killed, ${exactness.reconnects} reconnects`,
        columns: ['received', 'missing', 'doubled', 'out of order'],
        rows: [[exactness.received, missing, doubled, outOfOrder]],
      },
    ],
    misses: missesOf(scenarios, commits, exactness),
  }
}

/** Live events: how soon, how dear, and whether each comes once and in order. */
export const bench: Bench = () =>
  withBenchDatabase(async (database) => {
    const first = await startServer(database)
    await first.stop()
    const people = await seedEventPeople(database, Math.max(...SUBSCRIBERS) + EXACT_PEOPLE)
    const writer = startEventWriter(database.connectionString)
    try {
      const stage = { database, writer, people }
      const scenarios: Scenario[] = []
      for (const plan of plans) scenarios.push(await runPlan(stage, plan))
      const commits = await measureCommitRate(database.connectionString, people, {
        rounds: 7,
        seconds: small ? 0.5 : 2,
      })
      const exactness = await measureExactness({
        writer,
        people: people.slice(-EXACT_PEOPLE),
        events: EXACT_EVENTS,
        startServer: () => startServer(database),
      })
      return report(scenarios, commits, exactness)
    } finally {
      await writer.stop()
    }
  })
