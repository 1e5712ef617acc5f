import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import pg from 'pg'
import { findPerson } from '../src/domains/account/queries.ts'
import { listMatchRows, type MatchPage } from '../src/domains/matching/listing/queries.ts'
import { recordQuery } from '../src/testing/record-query.ts'
import { signIn, startApp, type AppProcess } from './lib/app-process.ts'
import { startBare } from './lib/bare-process.ts'
import { withBenchDatabase, type BenchDatabase } from './lib/bench-database.ts'
import { compare, CONNECTIONS, type Comparison } from './lib/load.ts'
import { median, round, type Bench } from './lib/report.ts'
import { seedMatches } from './lib/seed-matches.ts'

const EMAIL = 'bench@example.com'
const TARGET = 0.35
/** 97.5 of 100 answers come within so many times what the bare handler takes. */
const LATENCY_TARGET = 6
const MATCHES = 1_000
const PAGE = 20

async function findPersonId(database: BenchDatabase): Promise<string> {
  const client = new pg.Client({ connectionString: database.superuserConnectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select id from users where email = $1', [EMAIL])
    if (!rows[0]) throw new Error('Signing in created nobody')
    return rows[0].id
  } finally {
    await client.end()
  }
}

async function measure(app: AppProcess, database: BenchDatabase): Promise<Record<string, Comparison>> {
  const cookie = await signIn(app, EMAIL)
  const userId = await findPersonId(database)
  // Others have matches too: row-level security has something to hide.
  const others = Array.from({ length: 4 }, () => ({ id: randomUUID(), matches: MATCHES }))
  await seedMatches(database.superuserConnectionString, [{ id: userId, matches: MATCHES }, ...others])
  // One more than the page, as the procedure asks for to know whether there is a next one.
  const page: MatchPage = { limit: PAGE + 1, after: null, hidden: false, unseen: false, sort: 'best' }
  const input = encodeURIComponent(JSON.stringify({ limit: PAGE }))
  const endpoints = [
    {
      name: 'users.me',
      path: '/api/v1/trpc/users.me',
      query: await recordQuery((db) => findPerson(db, userId)),
    },
    {
      name: 'matches.list',
      path: `/api/v1/trpc/matches.list?input=${input}`,
      query: await recordQuery((db) => listMatchRows(db, userId, page)),
    },
  ]
  const bare = await startBare({
    connectionString: database.superuserConnectionString,
    routes: endpoints.map(({ name, query }) => ({ path: `/${name}`, ...query })),
  })
  try {
    const figures: Record<string, Comparison> = {}
    for (const { name, path } of endpoints) {
      figures[name] = await compare(
        { url: app.url + path, headers: { cookie } },
        { url: `${bare.url}/${name}` },
      )
    }
    return figures
  } finally {
    await bare.stop()
  }
}

async function measureAndStop(app: AppProcess, database: BenchDatabase): Promise<Record<string, Comparison>> {
  try {
    return await measure(app, database)
  } finally {
    await app.stop()
  }
}

/** Signed-in calls through the whole application against the same SQL behind a bare Hono + pg handler. */
export const bench: Bench = () =>
  withBenchDatabase(async (database) => {
    const app = await startApp({
      cwd: database.folder,
      settings: { DATABASE_URL: database.connectionString },
    })
    const busy = round(loadavg()[0] ?? 0, 2)
    const figures = await measureAndStop(app, database)
    const ratios = Object.fromEntries(
      Object.entries(figures).map(([name, { ratio }]) => [name, round(ratio)]),
    )
    const slower = Object.fromEntries(
      Object.entries(figures).map(([name, { latency }]) => [
        `${name}_latency`,
        round(median(latency.ours) / Math.max(1, median(latency.bare))),
      ]),
    )
    return {
      results: {
        connections: CONNECTIONS,
        matches: MATCHES,
        page: PAGE,
        loadAverageBefore: busy,
        requestsPerSecond: figures,
      },
      ratios: { ...ratios, ...slower },
      tables: [
        {
          title: `Requests per second, ${CONNECTIONS} connections, signed in, row-level security on`,
          columns: ['endpoint', 'bare Hono + pg', 'JobPilot', 'ratio', '97.5 % within, ms', 'bare'],
          rows: Object.entries(figures).map(([name, { ours, bare, ratio, latency }]) => [
            name,
            bare.map((value) => Math.round(value)).join(' · '),
            ours.map((value) => Math.round(value)).join(' · '),
            ratio,
            median(latency.ours),
            median(latency.bare),
          ]),
        },
      ],
      misses: [
        ...Object.entries(ratios)
          .filter(([, ratio]) => ratio < TARGET)
          .map(([name, ratio]) => `${name} runs at ${ratio} of the bare handler, wanted ${TARGET}`),
        ...Object.entries(slower)
          .filter(([, ratio]) => ratio > LATENCY_TARGET)
          .map(([name, ratio]) => `${name} is ${ratio} times the bare handler's, wanted ${LATENCY_TARGET}`),
      ],
    }
  })
