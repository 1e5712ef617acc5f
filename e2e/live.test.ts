import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asUser } from '../src/platform/db/transaction.ts'
import { appendEvent } from '../src/platform/events/append-event.ts'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { signInQuietly } from './pages.ts'
import { startRealServer } from './server.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

const feed = (page: Page) => page.getByRole('log', { name: 'Agent events' })
const feedLines = (page: Page) => feed(page).locator('.feed-line')

async function openAgents(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${app.url}/agents`)
  await page.getByText('live', { exact: true }).waitFor()
  return page
}

/** Appends events to a run of the person, as agents do. */
async function appendEvents(person: Person, runId: string, count: number): Promise<void> {
  const { userId } = person
  for (let done = 0; done < count; done += 100) {
    await asUser(app.ctx.db, userId, async (tx) => {
      for (let index = done; index < Math.min(done + 100, count); index++) {
        const words = `number ${index + 1}.`
        await appendEvent(tx, app.ctx, { userId, runId, agent: 'capture', type: 'progress', words })
      }
    })
  }
}

async function startCapture(person: Person): Promise<string> {
  const { runId } = await person.client.postings.captureText.mutate({ text: samplePosting })
  await until(async () => (await person.client.agents.run.query({ id: runId })).state === 'succeeded')
  return runId
}

test('ten tabs of one browser all follow, over one connection', async () => {
  const browser = await openBrowser()
  const person = await signInQuietly(browser.context, app, 'tabs@example.org')
  const tabs: Page[] = []
  for (let number = 0; number < 10; number++) tabs.push(await openAgents(browser.context))
  await startCapture(person)
  for (const tab of tabs) await feed(tab).getByText('Kept it').waitFor()
  // The leading tab goes; the others go on.
  await tabs[0]?.close()
  await person.client.postings.captureText.mutate({ text: samplePosting.replace('Backend', 'Frontend') })
  for (const tab of tabs.slice(1)) await feed(tab).getByText('Kept it').nth(1).waitFor()
  await browser.close()
}, 90_000)

test('a tab asleep for a thousand events shows them all, once, in order', async () => {
  const browser = await openBrowser()
  const person = await signInQuietly(browser.context, app, 'sleeper@example.org')
  const runId = await startCapture(person)
  const awake = await openAgents(browser.context)
  const asleep = await openAgents(browser.context)
  const before = await feedLines(asleep).count()
  const devtools = await browser.context.newCDPSession(asleep)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await appendEvents(person, runId, 1_000)
  await feed(awake).getByText('number 1000.').waitFor()
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await asleep.bringToFront()
  await feed(asleep).getByText('number 1000.').waitFor()
  const numbers = (await feedLines(asleep).allTextContents())
    .map((text) => Number(/number (\d+)\./.exec(text)?.[1] ?? 0))
    .filter((number) => number > 0)
  expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => 1_000 - index))
  expect(await feedLines(asleep).count()).toBe(before + 1_000)
  await browser.close()
}, 90_000)

test('signing out in one tab signs out the other, and a deep link comes back after signing in', async () => {
  const browser = await openBrowser()
  browser.expectConsoleError(/401/) // the other tab asks who it is
  await signInQuietly(browser.context, app, 'leaver@example.org')
  const first = await openAgents(browser.context)
  const second = await openAgents(browser.context)
  await first.getByRole('button', { name: 'leaver@example.org' }).click()
  await first.getByRole('button', { name: 'Sign out' }).click()
  await first.getByRole('heading', { name: 'Sign in' }).waitFor()
  await second.getByRole('heading', { name: 'Welcome to JobPilot' }).waitFor()
  expect(new URL(second.url()).searchParams.get('to')).toBe('/agents')
  await second.getByLabel('E-mail address').fill('leaver@example.org')
  await second.getByRole('button', { name: 'Send me a code' }).click()
  const code = second.getByLabel('Six-digit code')
  await code.waitFor()
  await code.fill(/\d{6}/.exec(app.mails.at(-1)?.subject ?? '')?.[0] ?? '')
  await second.getByRole('button', { name: 'Sign in', exact: true }).click()
  await second.getByRole('heading', { name: 'Agents' }).waitFor()
  expect(new URL(second.url()).pathname).toBe('/agents')
  await browser.close()
})

test('a run goes on over a reload, and a cancelled one can be started again', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'reloader@example.org')
  await person.client.agents.pause.mutate({})
  const { runId } = await person.client.postings.captureText.mutate({ text: samplePosting })
  await page.goto(`${app.url}/agents/runs/${runId}`)
  await page.getByText('waiting', { exact: true }).waitFor()
  await page.reload()
  await page.getByText('Your agents are paused').waitFor()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByText('cancelled', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('link', { name: 'Agents' }).first().click()
  const runs = page.getByRole('list', { name: 'Runs' })
  await runs.getByText('done', { exact: true }).waitFor()
  expect(await runs.getByRole('listitem').count()).toBe(2)
  await browser.close()
})

test('a server that is killed in the middle and comes back loses nothing, and the page says so', async () => {
  const server = await startRealServer()
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/ERR_|Failed to (load|fetch)|50\d/) // the server is away for a while
  try {
    await server.signIn(browser.context, 'survivor@example.org')
    await page.goto(`${server.url}/today`)
    await page.getByRole('button', { name: 'Try it with sample data' }).click()
    await feed(page).getByText('Adding sample data').first().waitFor()
    await server.kill()
    await page.getByText('The connection to the server was lost').waitFor()
    await server.start()
    await page.getByText('The connection to the server was lost').waitFor({ state: 'detached' })
    await page.waitForURL('**/matches', { timeout: 40_000 })
  } finally {
    await browser.close()
    await server.close()
  }
}, 120_000)

test('on a slow network the page says that it loads, and a second click starts nothing twice', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'slow@example.org')
  await person.upload('mira.docx', await sampleResume())
  await page.goto(`${app.url}/settings/tokens`)
  await page.getByRole('heading', { name: 'New access token' }).waitFor()
  const devtools = await browser.context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 700,
    downloadThroughput: 60_000,
    uploadThroughput: 30_000,
  })
  await page.getByLabel('What it is for').fill('script')
  await page.getByRole('button', { name: 'Create token' }).dblclick()
  await page.getByRole('button', { name: 'Copy token' }).waitFor()
  expect((await person.client.tokens.list.query()).map(({ name }) => name)).toEqual(['script'])
  await page.getByRole('link', { name: 'Résumés' }).first().click()
  await page.getByRole('heading', { name: 'Résumés', exact: true }).waitFor()
  await page.getByText('mira.docx').first().waitFor()
  await browser.close()
}, 60_000)
