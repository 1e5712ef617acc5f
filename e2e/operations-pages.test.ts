import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bulkTask, resumeTask } from '../src/domains/operations/control/tasks.ts'
import { asWorker } from '../src/platform/db/transaction.ts'
import { defineSchedule } from '../src/platform/jobs/define-schedule.ts'
import { defineTask, type RunningJob } from '../src/platform/jobs/define-task.ts'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { carrySession, lookAt } from './pages.ts'

let app: TestApp
let operator: Person
let sam: Person
let broken = true
/** Attempts of the lasting task, by job. */
const lastingNow = new Map<string, Pick<RunningJob<unknown>, 'progress' | 'log'>>()

const payload = z.object({ posting: z.string().optional(), apiToken: z.string().optional() })
/** Works until it is told to stop. */
const lasting = defineTask({
  name: 'test.lasting',
  lane: 'agents',
  payload,
  async handle(_ctx, job) {
    await job.progress(40, 'Reading page 4 of 10')
    job.log.info({ page: 4 }, 'read a page')
    lastingNow.set(job.id, job)
    await new Promise((_resolve, reject) => {
      job.signal.addEventListener('abort', () => reject(new Error('told to stop')), { once: true })
    })
  },
})
/** Fails while the upstream is broken. */
const fetching = defineTask({
  name: 'test.fetching',
  lane: 'default',
  maxAttempts: 2,
  retryBaseMs: 1,
  payload,
  handle: (_ctx, job) => {
    job.log.warn({ status: 503 }, 'the upstream is slow')
    return broken
      ? Promise.reject(new Error('The upstream answered 503'))
      : Promise.resolve({ fetched: true })
  },
})
const tidying = defineTask({
  name: 'test.tidying',
  lane: 'default',
  payload,
  handle: () => Promise.resolve({ tidied: 3 }),
})
const nightly = defineSchedule({
  name: 'nightly tidying',
  task: tidying,
  payload: {},
  cron: '30 3 * * *',
  timeZone: 'Europe/Berlin',
  missed: 'once',
})
const FAILED = 4
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

async function enqueue(task: typeof lasting, options: { runAt?: Date } = {}): Promise<string> {
  return asWorker(app.ctx.db, (tx) =>
    app.ctx.jobs.enqueue(
      tx,
      task,
      { posting: 'p-17', apiToken: 'jp_secret_value' },
      {
        userId: sam.userId,
        traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
        ...options,
      },
    ),
  )
}
const stateOf = async (id: string) => (await operator.client.jobs.show.query({ id })).state

beforeAll(async () => {
  app = await createTestApp({
    webFolder: 'dist/web',
    tasks: [lasting, fetching, tidying, bulkTask, resumeTask],
    schedules: [nightly],
    config: { traceUrl: 'https://traces.example.org/{traceId}' },
  })
  await app.tokenFor({ email: 'olga@example.org', role: 'operator' })
  operator = await app.signIn('olga@example.org')
  sam = await app.signIn('sam@example.org')
  await asWorker(app.ctx.db, async (tx) => {
    const payloads = Array.from({ length: FAILED }, () => ({}))
    await app.ctx.jobs.enqueueMany(tx, fetching, payloads, { userId: sam.userId })
    const stopped = { lock_key: 990_017, host: 'old-host', pid: 7, version: '0.9.0', lanes: '{"agents": 4}' }
    await tx
      .insertInto('worker')
      .values({ ...stopped, id: randomUUID(), stopped_at: new Date(), stop_reason: 'lost' })
      .execute()
  })
  const failed = { filter: { state: 'failed' as const } }
  await until(async () => (await operator.client.jobs.count.query(failed)).count === FAILED, 30_000)
}, 90_000)
afterAll(() => app.close())

async function open(path: string, who: Person = operator): Promise<TestBrowser> {
  const browser = await openBrowser()
  await carrySession(browser.context, app, who)
  await browser.page.goto(app.url + path)
  return browser
}
const dialog = (page: Page) => page.getByRole('dialog')
const confirmed = async (page: Page) => {
  await dialog(page).getByLabel('Reason').press('Enter')
  await dialog(page).waitFor({ state: 'detached' })
}

test('a failed job says why, shows its attempts with errors and logs, and is tried again by two keys', async () => {
  const [failed] = (await operator.client.jobs.list.query({ state: 'failed', limit: 1 })).items
  const id = failed?.id ?? ''
  const browser = await open(`/operations/jobs/${id}`)
  const { page } = browser
  await page.getByRole('heading', { level: 1, name: 'test.fetching' }).waitFor()
  await page
    .getByRole('region', { name: 'Why' })
    .getByText(/It failed after 2 attempts/)
    .waitFor()
  const attempts = page.getByRole('list', { name: 'Attempts' })
  expect(await attempts.getByText('internal: The upstream answered 503').count()).toBe(2)
  await attempts.getByText('Stack of attempt 2').click()
  await attempts
    .getByRole('region', { name: 'Stack of attempt 2' })
    .getByText('Error: The upstream')
    .waitFor()
  const log = attempts.getByRole('region', { name: 'Log of attempt 2' })
  await log.getByText('the upstream is slow').waitFor()
  expect(await log.innerText()).toContain('"status":503')
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await timeline.getByText('The job failed: it waits for an operator’s decision').waitFor()
  await lookAt(page, 'operations-job-failed')

  await page.keyboard.press('r')
  await dialog(page).getByText('Queued again with all attempts anew', { exact: false }).waitFor()
  await confirmed(page)
  await timeline.getByText(/Tried again by an operator: Worth another try/).waitFor()
  await attempts.getByRole('heading', { name: 'Attempt 4' }).waitFor()
  await page.getByRole('list', { name: 'What operators did' }).getByText('Retry').waitFor()
  // The button that was pressed is gone for a while: the keyboard is not lost with it.
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await page.getByRole('link', { name: 'In the audit log' }).click()
  await page.getByRole('list', { name: 'Audit log' }).getByText('“Worth another try”').waitFor()
  expect(await page.getByLabel('Target', { exact: true }).inputValue()).toBe(id)
  await browser.close()
})

test('a running job is followed line by line and cancelled; one that waits is moved, hurried and removed', async () => {
  const id = await enqueue(lasting)
  const browser = await open(`/operations/jobs/${id}`)
  const { page } = browser
  await page.getByRole('progressbar', { name: 'Reading page 4 of 10' }).waitFor()
  const job = await until(() => Promise.resolve(lastingNow.get(id)))
  job.log.info({ page: 5 }, 'read the next page')
  await job.progress(50, 'Reading page 5 of 10')
  await page.getByText('50 % · Reading page 5 of 10').waitFor()
  const log = page.getByRole('region', { name: 'Log of attempt 1' })
  await log.getByText('read the next page').waitFor()
  const trace = page.getByRole('link', { name: 'Open the trace' })
  expect(await trace.getAttribute('href')).toBe(`https://traces.example.org/${TRACE}`)
  const payloadShown = page.getByRole('region', { name: 'payload as JSON' })
  expect(await payloadShown.innerText()).toMatch(/"posting": "p-17",\s+"apiToken": "\[hidden\]"/)
  await lookAt(page, 'operations-job-running')
  await page.keyboard.press('c')
  await confirmed(page)
  await page
    .getByRole('region', { name: 'Why' })
    .getByText(/It was cancelled/)
    .waitFor()
  expect(await stateOf(id)).toBe('cancelled')

  const later = await enqueue(lasting, { runAt: new Date(Date.now() + 86_400_000) })
  await page.goto(`${app.url}/operations/jobs/${later}`)
  await page.getByRole('button', { name: 'Set priority' }).click()
  await dialog(page).getByLabel('Priority').fill('1000')
  await dialog(page).getByText('A whole number from -100 to 100.').waitFor()
  await dialog(page).getByLabel('Priority').fill('-20')
  await confirmed(page)
  await page.getByText(/Given another priority by an operator/).waitFor()
  await page.getByRole('button', { name: 'Reschedule' }).click()
  await dialog(page).getByLabel('Start at').fill('2030-01-02T03:04')
  await confirmed(page)
  await page.getByText(/Moved by an operator/).waitFor()
  const why = page.getByRole('region', { name: 'Why' })
  await why.getByText(/It starts at .*2030/).waitFor()
  // Without the messages, which lie above what is looked at.
  await page.reload()
  await why.waitFor()
  await lookAt(page, 'operations-job-scheduled')
  await page.getByRole('button', { name: 'Remove' }).click()
  await dialog(page).getByLabel('Reason').fill('Never wanted')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/operations\/jobs$/)
  await browser.close()
})

test('a job behind a pause is let go from its own page', async () => {
  const browser = await open('/operations/pauses')
  const { page } = browser
  browser.expectConsoleError(/404.*holds\.add/)
  await page.getByText('Nothing is paused').waitFor()
  await page.getByRole('button', { name: 'Pause something' }).click()
  expect(await dialog(page).getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true)
  await dialog(page).getByLabel('Task').selectOption('test.lasting')
  await dialog(page).getByLabel('Person').fill('nobody@example.org')
  await dialog(page).getByLabel('Reason').fill('The model is away')
  await page.keyboard.press('Enter')
  await dialog(page).getByText('There is no such person.').waitFor()
  await dialog(page).getByLabel('Person').fill('sam@example.org')
  await dialog(page)
    .getByText(
      /Of the task test.lasting of sam@example.org, nothing begins until the pause is lifted.*Nothing waits now; nothing runs/,
    )
    .waitFor()
  await lookAt(page, 'operations-pause-dialog')
  await dialog(page).getByLabel('Reason').press('Enter')
  const pauses = page.getByRole('list', { name: 'Pauses' })
  await pauses.getByText('the task test.lasting of sam@example.org').waitFor()
  expect(await pauses.innerText()).toContain('by olga@example.org')
  await page.reload()
  await pauses.waitFor()
  await lookAt(page, 'operations-pauses')

  const id = await enqueue(lasting)
  await page.goto(`${app.url}/operations/jobs/${id}`)
  const why = page.getByRole('region', { name: 'Why' })
  await why.getByText(/An operator paused the task test.lasting/).waitFor()
  await why.getByRole('button', { name: 'Lift the pause' }).click()
  await confirmed(page)
  await page.getByRole('progressbar').waitFor()
  expect(await stateOf(id)).toBe('running')
  // The button is gone: the keyboard goes on from the job's state.
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Running'))
  await page.getByRole('link', { name: 'Pauses' }).click()
  await page.getByText('Nothing is paused').waitFor()
  await browser.close()
})

test('workers tell what they do, and those that are gone how they went', async () => {
  const browser = await open('/operations/workers')
  const { page } = browser
  const list = page.getByRole('list', { name: 'Workers at work' })
  await list.getByText('Alive').waitFor()
  await list.getByText(/1 of \d+ places/).waitFor()
  await list.getByRole('link', { name: /test.lasting/ }).waitFor()
  await page.getByText('1 worker in the last day, 1 of them lost').click()
  const gone = page.getByRole('list', { name: 'Stopped workers' })
  await gone.getByText('Lost', { exact: true }).waitFor()
  await gone.getByText('0.9.0').waitFor()
  await lookAt(page, 'operations-workers')
  await list.getByRole('link', { name: /test.lasting/ }).click()
  await page.getByRole('heading', { level: 1, name: 'test.lasting' }).waitFor()
  await browser.close()
})

test('what runs by itself is run now, paused and resumed', async () => {
  const browser = await open('/operations/schedules')
  const { page } = browser
  const list = page.getByRole('list', { name: 'Schedules' })
  await list.getByText('every day at 03:30').waitFor()
  await list.getByText('Europe/Berlin').waitFor()
  await list.getByText('The next 5 runs').click()
  await list.getByText('Never yet').waitFor()
  await lookAt(page, 'operations-schedules')
  await page.getByRole('button', { name: 'Run now: nightly tidying' }).click()
  await confirmed(page)
  await list.getByText('Succeeded').waitFor()
  await page.getByRole('button', { name: 'Pause nightly tidying' }).click()
  await confirmed(page)
  await list.getByText('None while paused').waitFor()
  await page.getByRole('button', { name: 'Resume nightly tidying' }).click()
  await confirmed(page)
  await list.getByText('The next 5 runs').waitFor()
  await list.getByRole('link', { name: 'Last job of nightly tidying' }).click()
  await page.getByText('"tidied": 3').waitFor()
  await page.getByText('Created by the schedule nightly tidying').waitFor()
  await browser.close()
})

test('failures that look alike are retried together, and the log keeps who did it and why', async () => {
  const browser = await open('/operations/failures')
  const { page } = browser
  const list = page.getByRole('list', { name: 'Failures' })
  await list.getByText(`${FAILED} wait for a decision`).waitFor()
  await lookAt(page, 'operations-failures')
  await page.getByLabel('Error').fill('nothing like it')
  await page.getByText('No failure fits these filters').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await list.getByRole('listitem').waitFor()
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page
    .getByRole('list', { name: 'Jobs', exact: true })
    .getByRole('listitem')
    .nth(FAILED - 1)
    .waitFor()
  await page.goBack()
  broken = false
  await page.getByRole('button', { name: new RegExp(`^Retry all ${FAILED} of test.fetching`) }).click()
  await dialog(page).getByLabel('Reason').fill('The upstream is back')
  await page.keyboard.press('Enter')
  await page.getByText(`Done: ${FAILED} jobs changed.`).waitFor()
  await list.getByText('wait for a decision').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Its job' }).click()
  await page.getByText('Began this bulk action').waitFor()
  await page.getByRole('region', { name: 'result as JSON' }).getByText(`"changed": ${FAILED}`).waitFor()

  await page.getByRole('link', { name: 'Audit', exact: true }).click()
  const log = page.getByRole('list', { name: 'Audit log' })
  await log.getByText(`Retry all ${FAILED} jobs`, { exact: false }).waitFor()
  await page.getByLabel('Action').selectOption({ label: 'Pauses: added and lifted' })
  await log.getByText('Lifted the pause of the task test.lasting', { exact: false }).waitFor()
  await log.getByText('Retry all', { exact: false }).waitFor({ state: 'detached' })
  await page.getByLabel('By').selectOption({ label: 'olga@example.org (you)' })
  await log.getByText('Before and after').first().click()
  await lookAt(page, 'operations-audit')
  await page.reload()
  await log.getByText('Lifted the pause', { exact: false }).waitFor()
  expect(await log.getByRole('listitem').count()).toBe(2)
  await browser.close()
})

test('a job that is not there says so, with the way back', async () => {
  const browser = await open(`/operations/jobs/${randomUUID()}`)
  browser.expectConsoleError(/404/)
  await browser.page.getByText('There is no such job. Finished ones are removed after a while.').waitFor()
  await browser.page.getByRole('link', { name: 'Jobs' }).first().click()
  await browser.page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor()
  await browser.close()
})
