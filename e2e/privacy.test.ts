import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../src/platform/clock.ts'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

let app: TestApp
/** How far the server's clock is ahead. */
let aheadMs = 0
const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) }

beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web', clock })
})
afterAll(() => app.close())

const soon = { timeout: 10_000 }

function codeMailedSince(before: number): Promise<string> {
  return until(async () => /\b\d{6}\b/.exec(app.mails.slice(before).at(-1)?.subject ?? '')?.[0])
}

test('everybody can read what is kept and for how long', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401/) // nobody is signed in
  await page.goto(app.url)
  await page.getByRole('link', { name: 'What is kept of you' }).click()
  await page.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor()
  const records = page.getByRole('table', { name: 'Records about you' })
  await records.getByText('Your applications', { exact: true }).waitFor()
  expect(await page.getByRole('heading', { name: 'Delete your account' }).count()).toBe(0)
  await lookAt(page, 'privacy-public')
  await page.getByRole('link', { name: 'Sign in' }).first().click()
  await page.getByLabel('E-mail address').waitFor()
  expect(page.url()).toContain('to=%2Fprivacy')
  await browser.close()
}, 120_000)

test('an archive is prepared, downloaded, and brought into another account', async () => {
  const first = await openBrowser()
  const ada = await signInQuietly(first.context, app, 'ada@example.org')
  await ada.client.applications.create.mutate({ title: 'Baker', organization: 'Harbour Bakery' })
  await first.page.goto(`${app.url}/privacy`)
  const card = first.page.getByRole('region', { name: 'Take your data with you' })
  await card.getByRole('button', { name: 'Prepare my archive' }).click()
  const link = card.getByRole('link', { name: 'Download the archive' })
  // It begins with the address under which people reach this JobPilot, which a test has not.
  const { pathname } = new URL((await link.getAttribute('href')) ?? '')
  const archive = await first.page.request.get(app.url + pathname)
  expect(archive.headers()['content-disposition']).toMatch(/^attachment/)
  const zip = await archive.body()
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  await lookAt(first.page, 'privacy-signed-in')

  const second = await openBrowser()
  second.expectConsoleError(/422|403/)
  const bea = await signInQuietly(second.context, app, 'bea@example.org')
  await second.page.goto(`${app.url}/privacy`)
  const bring = second.page.getByRole('region', { name: 'Bring an archive in' })
  const input = bring.locator('input[type=file]')
  await input.setInputFiles({ name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') })
  await bring.getByRole('alert').waitFor()
  // Signed in a while ago: once it is clear who it is, the upload goes on by itself.
  aheadMs = 20 * 60_000
  await input.setInputFiles({ name: 'archive.zip', mimeType: 'application/zip', buffer: zip })
  const who = second.page.getByRole('dialog', { name: 'Confirm that it is you' })
  const before = app.mails.length
  await who.getByRole('button', { name: 'Send me a code' }).click()
  await who.getByLabel('Six-digit code').fill(await codeMailedSince(before))
  await second.page.keyboard.press('Enter')
  await bring.getByText(/^Brought in/).waitFor()
  aheadMs = 0
  expect((await bea.client.applications.list.query({})).items).toMatchObject([{ title: 'Baker' }])
  await second.close()
  await first.close()
}, 120_000)

test('consent is given and taken back, and the register says what was sent where', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'cara@example.org')
  await app.database.pool.query(
    `insert into model_call (user_id, provider, model, purpose, sent, input_tokens, cost_microdollars, outcome)
     select $1, 'example', 'small-1', 'drafting a letter', '{résumé,posting}', 1200, 4100, 'answered'
     from generate_series(1, 25)`,
    [person.userId],
  )
  await page.goto(`${app.url}/privacy`)
  const consents = page.getByRole('list', { name: 'Consents' })
  const model = consents.getByRole('switch', { name: /language model/ })
  expect(await model.isChecked()).toBe(false)
  await model.click()
  await consents.getByText(/^Agreed /).waitFor()
  await page.reload()
  await expect.poll(() => model.isChecked(), soon).toBe(true)
  await model.click()
  await consents.getByText(/^Declined /).waitFor()
  const register = page.getByRole('region', { name: 'What was sent to language models' })
  const calls = register.getByRole('listitem')
  await expect.poll(() => calls.count(), soon).toBe(20)
  await register.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => calls.count(), soon).toBe(25)
  await browser.close()
}, 120_000)

test('who deletes the account sees when it ends, and can come back', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/403/) // what the page asked for before it knew
  const email = 'dora@example.org'
  const person = await signInQuietly(context, app, email)
  await page.goto(`${app.url}/privacy`)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
  const sure = dialog.getByRole('button', { name: 'Delete my account' })
  await dialog.getByLabel('Your e-mail address, to be sure').fill('somebody@example.org')
  expect(await sure.isDisabled()).toBe(true)
  await dialog.getByLabel('Your e-mail address, to be sure').fill(email)
  await lookAt(page, 'delete-account')
  // Signed in a while ago: the dialog above is left by Escape, this one and its words stay.
  aheadMs = 20 * 60_000
  await sure.click()
  const who = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await who.getByRole('button', { name: 'Send me a code' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.getByRole('alert').getByText('Please confirm that it is you').waitFor()
  expect(await who.count()).toBe(0)
  aheadMs = 0
  await dialog.getByLabel('Your e-mail address, to be sure').press('Enter')
  await page.getByRole('heading', { name: /^Your account will be deleted on/ }).waitFor()
  await lookAt(page, 'leaving')
  await page.goto(`${app.url}/settings/security`)
  await page.getByRole('heading', { name: /^Your account will be deleted on/ }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  await page.getByRole('button', { name: 'Keep my account' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  expect((await person.client.users.me.query()).state).toBe('active')
  await browser.close()
}, 120_000)
