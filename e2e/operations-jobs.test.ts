import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bulkTask, resumeTask } from '../src/domains/operations/control/tasks.ts'
import { asWorker } from '../src/platform/db/transaction.ts'
import { defineTask } from '../src/platform/jobs/define-task.ts'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { carrySession, expectAccessible, lookAt } from './pages.ts'

let app: TestApp
let operator: Person
let sam: Person
let broken = true

/** Works until it is told to stop. */
const lasting = defineTask({
  name: 'test.lasting',
  lane: 'agents',
  payload: z.object({}),
  async handle(_ctx, job) {
    await job.progress(40, 'Reading page 4 of 10')
    await new Promise((_resolve, reject) => {
      job.signal.addEventListener('abort', () => reject(new Error('told to stop')), { once: true })
    })
  },
})
/** Fails while the upstream is broken. */
const fetching = defineTask({
  name: 'test.fetching',
  lane: 'default',
  maxAttempts: 1,
  payload: z.object({}),
  handle: () =>
    broken ? Promise.reject(new Error('The upstream answered 503')) : Promise.resolve({ fetched: true }),
})
const FAILED = 56

const enqueue = (task: typeof lasting, count: number, options: { userId: string | null; runAt?: Date }) =>
  asWorker(app.ctx.db, (tx) =>
    app.ctx.jobs.enqueueMany(
      tx,
      task,
      Array.from({ length: count }, () => ({})),
      options,
    ),
  )
const countOf = async (filter: { state: 'failed' | 'succeeded' | 'cancelled' | 'running'; task?: string }) =>
  (await operator.client.jobs.count.query({ filter })).count

beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web', tasks: [lasting, fetching, bulkTask, resumeTask] })
  await app.tokenFor({ email: 'olga@example.org', role: 'operator' })
  operator = await app.signIn('olga@example.org')
  sam = await app.signIn('sam@example.org')
  await enqueue(fetching, FAILED, { userId: sam.userId })
  await enqueue(lasting, 2, { userId: sam.userId })
  await enqueue(lasting, 1, { userId: null, runAt: new Date(Date.now() + 7_200_000) })
  await until(async () => (await countOf({ state: 'failed' })) === FAILED, 30_000)
  await until(async () => (await countOf({ state: 'running' })) === 2)
}, 90_000)
afterAll(() => app.close())

async function open(path: string, who: Person = operator) {
  const browser = await openBrowser()
  await carrySession(browser.context, app, who)
  await browser.page.goto(app.url + path)
  return browser
}
const rows = (page: Page) => page.getByRole('list', { name: 'Jobs', exact: true }).getByRole('listitem')
const dialog = (page: Page) => page.getByRole('dialog')
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

test('somebody who is no operator finds no way in', async () => {
  const browser = await open('/today', sam)
  const { page } = browser
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0)
  await page.goto(`${app.url}/operations/jobs`)
  await page.getByRole('heading', { name: 'This page is for operators' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go to Today' }).click()
  await page.waitForURL(/\/today$/)
  await browser.close()
})

test('the overview says what is wrong, follows the engine, pauses lanes and limits them', async () => {
  const browser = await open('/today')
  const { page } = browser
  await page.getByRole('link', { name: 'Operations' }).click()
  const troubles = page.getByRole('list', { name: 'What needs you' })
  await troubles.getByText(`${FAILED} failed jobs wait for a decision`).waitFor()
  await page.getByRole('button', { name: 'Live' }).waitFor()
  const agents = page.getByRole('article', { name: 'Lane agents' })
  await agents.getByRole('link', { name: '2 running in agents' }).waitFor()
  await agents.getByRole('link', { name: '1 scheduled in agents' }).waitFor()
  await page.getByRole('img', { name: /^Ended, by the minute: 5\d ended: .*56 failed/ }).waitFor()
  await page.getByText('The figures as a table').click()
  await lookAt(page, 'operations-overview')

  await agents.getByRole('button', { name: 'Pause agents' }).click()
  await dialog(page).getByText('The 2 that run go on to their end.').waitFor()
  expect(await dialog(page).getByRole('button', { name: 'Pause agents' }).isDisabled()).toBe(true)
  await dialog(page).getByLabel('Reason').fill('The model is away')
  await page.keyboard.press('Enter')
  await troubles.getByText('agents is paused: “The model is away”. Nothing waits.').waitFor()
  // No reload: the engine tells.
  const [waiting = ''] = await enqueue(lasting, 1, { userId: sam.userId })
  await agents.getByRole('link', { name: '1 waiting in agents' }).waitFor()
  await agents.getByRole('button', { name: 'Resume agents' }).click()
  await dialog(page).getByLabel('Reason').press('Enter')
  await agents.getByRole('link', { name: '3 running in agents' }).waitFor()

  await agents.getByRole('button', { name: 'Limits of agents' }).click()
  const most = dialog(page).getByLabel('At a time', { exact: true })
  await most.fill('many')
  await dialog(page).getByText('A whole number from 1 to 100,000, or nothing.').waitFor()
  await most.fill('3')
  await dialog(page).getByLabel('Reason').fill('Go easy on the model')
  await page.keyboard.press('Enter')
  await agents.getByText('at most 3 at a time').waitFor()
  await operator.client.jobs.cancel.mutate({ ids: [waiting], reason: 'That was the test' })
  await agents.getByRole('link', { name: '2 running in agents' }).waitFor()

  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Paused' }).waitFor()
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Live' }).waitFor()
  await browser.close()
})

test('the charts’ time, lane and task live in the address, and their figures in a table', async () => {
  const browser = await open('/operations')
  const { page } = browser
  await page.getByText('24 hours').click()
  await page.waitForURL(/range=24h/)
  await page.getByRole('img', { name: /^Ended, by the 10 minutes/ }).waitFor()
  await page.getByLabel('Lane of the charts').selectOption('briefings')
  await page.getByRole('img', { name: 'Failing: No attempt ended.' }).waitFor()
  await page.goto(`${app.url}/operations?range=24h&lane=default&task=test.fetching`)
  await page.getByRole('img', { name: /^Failing: 100 % of the attempts failed/ }).waitFor()
  await page.getByText('The figures as a table').click()
  const figures = page.getByRole('region', { name: 'Figures over time' })
  const cells = await figures.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  expect(Number(cells[2])).toBeGreaterThan(0)
  await browser.close()
})

test('every search is in the address, can be saved, and survives reload and Back', async () => {
  const browser = await open('/operations/jobs')
  const { page } = browser
  await page.getByRole('link', { name: `Failed ${FAILED}` }).click()
  await rows(page).filter({ hasText: 'The upstream answered 503' }).first().waitFor()
  await lookAt(page, 'operations-jobs-failed')
  await page.keyboard.press('/')
  await page.keyboard.type('no such error')
  await page.getByLabel('Person').fill('sam@example.org')
  await page.getByLabel('Time').selectOption('1h')
  await page.waitForURL(/person=sam.*since=1h/)
  await page.getByText('No job fits these filters').waitFor()
  expect(query(page)).toEqual({
    state: 'failed',
    person: 'sam@example.org',
    since: '1h',
    error: 'no such error',
  })
  await expectAccessible(page)
  await page.getByLabel('Error').fill('upstream')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'Save this filter' }).click()
  await dialog(page).getByLabel('Name').fill('Upstream troubles')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForURL((url) => url.search === '?state=failed')
  await page.getByRole('link', { name: 'Upstream troubles' }).click()
  await page.waitForURL(/error=upstream/)
  await page.reload()
  expect(await page.getByLabel('Error').inputValue()).toBe('upstream')
  await rows(page).getByRole('link').first().click()
  await page.waitForURL(/\/operations\/jobs\/[\da-f-]{36}/)
  await page.goBack()
  await rows(page).first().waitFor()
  expect(query(page)).toMatchObject({ error: 'upstream', person: 'sam@example.org' })
  await page.getByRole('button', { name: 'Forget the filter Upstream troubles' }).click()
  await page.getByRole('link', { name: 'Upstream troubles' }).waitFor({ state: 'detached' })
  await page.goto(`${app.url}/operations/jobs?person=nobody@example.org&task=test.fetching&state=nonsense`)
  await page.getByText('No job fits these filters').waitFor()
  await browser.close()
})

test('by keyboard: along the rows, choose, retry, and the focus stays in the list', async () => {
  const browser = await open('/operations/jobs?state=failed')
  const { page } = browser
  await rows(page).first().waitFor()
  await page.keyboard.press('?')
  await dialog(page).getByText('Select all that fit the filter').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('X')
  await page.getByText('3 jobs selected').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('3 jobs selected').waitFor({ state: 'detached' })
  await page.keyboard.press('.')
  await page.getByRole('menuitem', { name: 'Remove' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Remove' }).waitFor({ state: 'detached' })
  broken = false
  await page.keyboard.press('r')
  await dialog(page).getByRole('heading', { name: 'Retry test.fetching' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('1 job queued again.').waitFor()
  await page.getByRole('link', { name: `Failed ${FAILED - 1}` }).waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('[data-job]') !== null)
  await browser.close()
  expect(await countOf({ state: 'succeeded', task: 'test.fetching' })).toBe(1)
})

test('a running job is cancelled in two clicks, and a scheduled one gets a time and a priority', async () => {
  const browser = await open('/operations/jobs?state=running')
  const { page } = browser
  await rows(page).nth(1).waitFor()
  await rows(page).filter({ hasText: '40 % · Reading page 4 of 10' }).first().waitFor()
  await rows(page)
    .first()
    .getByRole('button', { name: /^Actions of/ })
    .click()
  await page.getByRole('menuitem', { name: 'Cancel' }).click()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('1 job cancelled or asked to stop.').waitFor()
  await page.getByRole('link', { name: 'Running 1' }).waitFor()
  await page.getByRole('link', { name: 'Scheduled 1' }).click()
  await rows(page).filter({ hasText: 'Scheduled' }).first().waitFor()
  await page.getByLabel('Select all shown').check()
  await page.getByRole('button', { name: 'Set priority' }).click()
  await dialog(page).getByLabel('Priority').fill('101')
  await dialog(page).getByText('A whole number from -100 to 100.').waitFor()
  await dialog(page).getByLabel('Priority').fill('-5')
  await dialog(page).getByLabel('Reason').press('Enter')
  await rows(page).filter({ hasText: 'priority -5' }).waitFor()
  await page.getByLabel('Select all shown').check()
  await page.getByRole('button', { name: 'Reschedule' }).click()
  expect(await dialog(page).getByRole('button', { name: 'Reschedule' }).isDisabled()).toBe(true)
  await dialog(page).getByLabel('Start at').fill('2031-05-06T07:08')
  await dialog(page).getByLabel('Reason').press('Enter')
  await page.getByText('1 job given a new time.').waitFor()
  await browser.close()
  const { items } = await operator.client.jobs.list.query({ state: 'scheduled' })
  expect(items).toMatchObject([{ priority: -5, runAt: new Date('2031-05-06T07:08').toISOString() }])
})

test('all that fit are retried as one job, with a reason and its progress', async () => {
  broken = false
  const browser = await open('/operations/jobs?state=failed&task=test.fetching')
  const { page } = browser
  await rows(page).first().waitFor()
  const left = await countOf({ state: 'failed' })
  await page.getByLabel('Select all shown').check()
  await page.getByText('50 jobs selected').waitFor()
  await page.getByRole('button', { name: `Select all ${left} matching` }).click()
  await page.getByText(`All ${left} matching selected`).waitFor()
  await lookAt(page, 'operations-jobs-selected')
  await page.getByRole('button', { name: 'Retry', exact: true }).click()
  await dialog(page)
    .getByRole('heading', { name: `Retry all ${left} matching` })
    .waitFor()
  await dialog(page).getByLabel('Reason').fill('The upstream is back')
  await lookAt(page, 'operations-jobs-bulk')
  await dialog(page)
    .getByRole('button', { name: `Retry all ${left} matching` })
    .click()
  await page.getByText(`Done: ${left} jobs changed.`).waitFor()
  expect(query(page)).toHaveProperty('bulk')
  await page.getByText('No job fits these filters').waitFor()
  await page.reload()
  await page.getByText(`Done: ${left} jobs changed.`).waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText(`Done: ${left} jobs changed.`).waitFor({ state: 'detached' })
  await until(async () => (await countOf({ state: 'succeeded', task: 'test.fetching' })) === FAILED)

  await page.getByRole('link', { name: 'Succeeded' }).click()
  await rows(page).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await dialog(page).getByText('This can’t be undone.').waitFor()
  await dialog(page).getByLabel('Reason').fill('It was only a test')
  await dialog(page).getByRole('button', { name: 'Remove' }).click()
  await page.getByText('1 job removed.').waitFor()
  await browser.close()
  expect(await countOf({ state: 'succeeded', task: 'test.fetching' })).toBe(FAILED - 1)
})

test('a list that can’t be read says so and tries again', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/500|Failed to load/)
  await carrySession(browser.context, app, operator)
  let away = true
  await page.route(/jobs\.list/, (route) => (away ? route.abort() : route.continue()))
  await page.clock.install()
  await page.goto(`${app.url}/operations/jobs`)
  // The pauses between its own attempts pass at once.
  const again = page.getByRole('button', { name: 'Try again' })
  await until(async () => {
    await page.clock.runFor(2_000)
    return again.isVisible()
  })
  await expectAccessible(page)
  away = false
  await again.click()
  await rows(page).first().waitFor()
  await browser.close()
})
