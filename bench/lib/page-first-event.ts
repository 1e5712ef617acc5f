import type { Page } from 'playwright-core'
import type { Client } from '../../src/client.ts'
import type { Visitor } from './page-load.ts'
import { openContext, openTab, quiet, readSeen } from './page-tab.ts'

export interface FirstEvents {
  /** Ms from the click until the page shows the run, be it that it waits for its turn. */
  shown: number[]
  /** Ms from the click until the page shows the first event of its work. */
  atWork: number[]
  /** Ms of a bare request from the same page. */
  bare: number[]
}

const readBare = `(async () => {
  const before = performance.now()
  await (await fetch('/livez')).text()
  return performance.now() - before
})()`

interface Words {
  text: string
  at: number
}

async function newestRun(client: Client) {
  const { runs } = await client.agents.runs.query({ limit: 1 })
  const newest = runs[0]
  if (!newest) throw new Error('The click started no run')
  return client.agents.run.query({ id: newest.id })
}

/** The first of the words shown that an event of the run's work has; `shown`: the first of any of its events. */
async function firstOf(client: Client, words: Words[]): Promise<{ shown: number; atWork: number }> {
  const { events } = await newestRun(client)
  const of = (kept: typeof events) => {
    const said = new Set(kept.map((event) => event.words))
    const first = words.find(({ text }) => said.has(text))
    if (!first)
      throw new Error(
        `The page showed no event of the run, but: ${words.map(({ text }) => text).join(' · ')}`,
      )
    return first.at
  }
  return { shown: of(events), atWork: of(events.filter(({ type }) => type !== 'run_queued')) }
}

async function click(page: Page, client: Client): Promise<{ shown: number; atWork: number }> {
  const button = page.getByRole('button', { name: 'Match again' })
  await button.waitFor()
  await page.evaluate('benchSeen.watchWords()')
  await button.click()
  await page.waitForURL(/[?&]run=/)
  await page.waitForURL((address) => !address.searchParams.has('run'))
  await quiet(page)
  const { words, clickedAt } = await readSeen(page)
  await page.evaluate('benchSeen.stopWords()')
  const first = await firstOf(client, words)
  return { shown: first.shown - clickedAt, atWork: first.atWork - clickedAt }
}

/** "Match again" on a posting's page, again and again; the first time warms up and isn't counted. */
export async function measureFirstEvents(
  { browser, url, cookie }: Visitor,
  { client, postingId, runs }: { client: Client; postingId: string; runs: number },
): Promise<FirstEvents> {
  const context = await openContext(browser, url, cookie)
  const page = await openTab(context)
  await page.goto(`${url}/postings/${postingId}`)
  await quiet(page)
  const figures: FirstEvents = { shown: [], atWork: [], bare: [] }
  for (let run = 0; run <= runs; run++) {
    const bare = await page.evaluate<number>(readBare)
    const { shown, atWork } = await click(page, client)
    if (run === 0) continue
    figures.bare.push(bare)
    figures.shown.push(shown)
    figures.atWork.push(atWork)
  }
  await context.close()
  return figures
}
