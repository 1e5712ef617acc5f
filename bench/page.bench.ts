import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { buildWebWhenStale } from '../scripts/build-web.ts'
import { startApp, type AppProcess } from './lib/app-process.ts'
import { withBenchDatabase, type BenchDatabase } from './lib/bench-database.ts'
import { startBaselines } from './lib/page-baselines.ts'
import { measureFirstEvents } from './lib/page-first-event.ts'
import { applicationsPage, matchesPage, measureList } from './lib/page-lists.ts'
import { measureLoads, measureScripts, readWords, WHOLE_TODAY, type Visitor } from './lib/page-load.ts'
import { addSampleThings, signInPerson } from './lib/page-people.ts'
import {
  mergeParts,
  reportFirstEvents,
  reportLists,
  reportLoads,
  reportScripts,
  type MeasuredList,
} from './lib/page-report.ts'
import { fillEvents, seedApplications } from './lib/page-seed.ts'
import { openChromium } from './lib/page-tab.ts'
import { round, type Bench, type BenchReport } from './lib/report.ts'
import { seedMatches } from './lib/seed-matches.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const SLOW_DOWN = 4
const LOADS = 7
const CLICKS = 20
const EVENTS = 300
const MATCHES = 1_000
const APPLICATIONS = 500
const SCROLL_PX = 20_000

interface House {
  app: AppProcess
  browser: Browser
  database: BenchDatabase
}

/** As somebody finds it who has tried the sample: forty matches, a letter, three hundred events. */
async function measureSamplePages({ app, browser, database }: House) {
  const { id, cookie, client } = await signInPerson(app, 'sample@example.com')
  const { postingId, draftId, resumeId, matchRunId } = await addSampleThings(client)
  await fillEvents(database.superuserConnectionString, { userId: id, runId: matchRunId, total: EVENTS })
  const visitor: Visitor = { browser, url: app.url, cookie }
  const scripts = await measureScripts(visitor, {
    '/matches': '/matches',
    '/postings/:id': `/postings/${postingId}`,
    '/drafts/:id': `/drafts/${draftId}`,
    '/resumes/:id': `/resumes/${resumeId}`,
  })
  const baselines = await startBaselines(await readWords(visitor))
  const { plain, react, reactBytes } = baselines
  try {
    const targets = [
      { address: `${app.url}/today`, whole: WHOLE_TODAY },
      ...[react, plain].map((address) => ({ address, whole: 'p' })),
    ]
    const loads = await measureLoads(visitor, targets, { runs: LOADS, slowDown: SLOW_DOWN })
    const events = await measureFirstEvents(visitor, { client, postingId, runs: CLICKS })
    return [
      reportScripts({ ...scripts, reactBytes }),
      reportLoads(loads, SLOW_DOWN),
      reportFirstEvents(events),
    ]
  } finally {
    await baselines.stop()
  }
}

/** As somebody finds it who has used it for a year, beside somebody who hasn't begun. */
async function measureLists({ app, browser, database }: House): Promise<MeasuredList[]> {
  const full = await signInPerson(app, 'full@example.com')
  const empty = await signInPerson(app, 'empty@example.com')
  const { superuserConnectionString } = database
  await seedMatches(superuserConnectionString, [{ id: full.id, matches: MATCHES }])
  await seedApplications(superuserConnectionString, { userId: full.id, count: APPLICATIONS })
  // Without any there is no list, but words on how to begin.
  await seedApplications(superuserConnectionString, { userId: empty.id, count: 1 })
  const ofFull: Visitor = { browser, url: app.url, cookie: full.cookie }
  const ofEmpty: Visitor = { browser, url: app.url, cookie: empty.cookie }
  const kinds = ['typing', 'filter', 'j and k'] as const
  return [
    {
      name: 'matches',
      figures: await measureList(ofFull, matchesPage, {
        slowDown: SLOW_DOWN,
        kinds: [...kinds, 'hide'],
        scrollPx: SCROLL_PX,
      }),
      empty: await measureList(ofEmpty, matchesPage, { slowDown: SLOW_DOWN, kinds }),
    },
    {
      name: 'applications',
      figures: await measureList(ofFull, applicationsPage, {
        slowDown: SLOW_DOWN,
        kinds,
        scrollPx: SCROLL_PX,
      }),
      empty: await measureList(ofEmpty, applicationsPage, { slowDown: SLOW_DOWN, kinds }),
    },
  ]
}

async function measure(house: House): Promise<BenchReport> {
  const loadAverageBefore = round(loadavg()[0] ?? 0, 2)
  const parts = await measureSamplePages(house)
  const lists = reportLists(await measureLists(house), SLOW_DOWN)
  const merged = mergeParts([...parts, lists])
  return { ...merged, results: { loadAverageBefore, ...merged.results } }
}

/** The built page in a real browser against the real program, each a process of its own. */
export const bench: Bench = () =>
  withBenchDatabase(async (database) => {
    buildWebWhenStale(root)
    const app = await startApp({
      cwd: database.folder,
      settings: { DATABASE_URL: database.connectionString },
    })
    try {
      const browser = await openChromium()
      try {
        return await measure({ app, browser, database })
      } finally {
        await browser.close()
      }
    } finally {
      await app.stop()
    }
  })
