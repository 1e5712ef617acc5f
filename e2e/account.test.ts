import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
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
const HALF_MINUTE = 30_000

beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web', clock })
})
afterAll(() => app.close())

const soon = { timeout: 10_000 }

/** The newest code that was mailed to the address, once it is another than `before`. */
async function mailedCode(to: string, before: number): Promise<string> {
  const codeOf = () =>
    app.mails.slice(before).flatMap((mail) => (mail.to === to ? (/\b\d{6}\b/.exec(mail.subject) ?? []) : []))
  await until(async () => codeOf().length > 0)
  return codeOf().at(-1) ?? ''
}

/** A code of the app, `steps` half minutes from now. */
function appCode(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return totp.generate({ timestamp: clock.now().getTime() + steps * HALF_MINUTE })
}

async function enterMailedCode(page: Page, email: string, press: string): Promise<void> {
  const before = app.mails.length
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Six-digit code').fill(await mailedCode(email, before))
  await page.getByRole('button', { name: press, exact: true }).click()
}

test('a second step is set up with an app, its backup codes are kept, and it is turned off', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/400/)
  await signInQuietly(context, app, 'second@example.org')
  await page.goto(`${app.url}/settings/security`)
  const card = page.getByRole('region', { name: 'Second step' })
  await card.getByRole('button', { name: 'Set it up' }).click()
  await card.getByRole('img', { name: 'QR code for the app' }).waitFor()
  const secret = ((await card.locator('code').textContent()) ?? '').replaceAll(' ', '')
  await card.getByLabel('Code of the app').fill('000000')
  await card.getByRole('button', { name: 'Turn it on' }).click()
  await card.getByRole('alert').getByText('This code is wrong').waitFor()
  await lookAt(page, 'second-step-set-up')
  await card.getByLabel('Code of the app').fill(appCode(secret))
  await page.keyboard.press('Enter')
  const codes = card.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(new Set(await codes.allInnerTexts()).size).toBe(10)
  const downloading = page.waitForEvent('download')
  await card.getByRole('button', { name: 'Download' }).click()
  expect((await downloading).suggestedFilename()).toBe('jobpilot-backup-codes.txt')
  await lookAt(page, 'backup-codes')
  await card.getByRole('button', { name: 'I have kept them' }).click()
  await card.getByText('10 backup codes left').waitFor()
  // What was pressed is gone: the keyboard goes on in the same card.
  const isInCard = 'document.activeElement?.closest("section")?.textContent.includes("10 backup codes left")'
  expect(await page.evaluate<boolean>(isInCard)).toBe(true)
  await card.getByRole('button', { name: 'Turn it off' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn it off' }).click()
  await card.getByRole('button', { name: 'Set it up' }).waitFor()
  await browser.close()
}, 120_000)

test('signing in asks for the second step wherever one lands, and goes on where one wanted to be', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/40[0139]/) // signed out, still owing the second step, a wrong code
  const email = 'steps@example.org'
  const { client } = await app.signIn(email)
  const { secret } = await client.secondStep.begin.mutate()
  const { backupCodes } = await client.secondStep.confirm.mutate({ code: appCode(secret) })
  await page.goto(`${app.url}/settings/security`)
  await page.getByLabel('E-mail address').fill(email)
  await enterMailedCode(page, email, 'Sign in')
  const appField = page.getByLabel('Code of your authenticator app')
  await appField.waitFor()
  await page.goto(`${app.url}/settings/security`)
  await appField.fill('000000')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('alert').getByText('This code is wrong').waitFor()
  await lookAt(page, 'second-step')
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCodes[0]?.toLowerCase() ?? '')
  await page.keyboard.press('Enter')
  await page.getByText('9 backup codes left').waitFor()
  await lookAt(page, 'settings-security')

  // Out, and in again by the app's next code.
  await page.getByRole('button', { name: email }).click()
  await page.getByRole('group').getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: /Every line of a posting/ }).waitFor()
  await page.getByLabel('E-mail address').fill(email)
  await enterMailedCode(page, email, 'Sign in')
  await appField.fill(appCode(secret, 1))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today')
  await browser.close()
}, 120_000)

test('what needs a fresh sign-in asks who it is, and then goes on by itself', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/40[03]/)
  const email = 'stale@example.org'
  await signInQuietly(context, app, email)
  aheadMs = 20 * 60_000
  await page.goto(`${app.url}/settings/tokens`)
  await page.getByLabel('What it is for').fill('Nightly script')
  await page.getByRole('button', { name: 'Create token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await dialog.waitFor()
  // Left once: nothing was done, nothing typed is lost.
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await page.getByRole('alert').getByText('Please confirm that it is you').waitFor()
  expect(await page.getByLabel('What it is for').inputValue()).toBe('Nightly script')
  await page.getByRole('button', { name: 'Create token' }).click()
  const before = app.mails.length
  await dialog.getByRole('button', { name: 'Send me a code' }).click()
  const code = await mailedCode(email, before)
  await dialog.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByRole('alert').waitFor()
  await lookAt(page, 'confirm-identity-wrong')
  await dialog.getByLabel('Six-digit code').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Nightly script' }).waitFor()
  aheadMs = 0
  await browser.close()
}, 120_000)

test('sessions end elsewhere, another address is confirmed, and the history tells of both', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/400/)
  await app.signIn('mover@example.org')
  await app.signIn('mover@example.org')
  await signInQuietly(context, app, 'mover@example.org')
  await page.goto(`${app.url}/settings/sessions`)
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
  await expect.poll(() => sessions.count(), soon).toBe(3)
  await sessions.filter({ hasNotText: 'this one' }).first().getByRole('button').click()
  await expect.poll(() => sessions.count(), soon).toBe(2)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect.poll(() => sessions.count(), soon).toBe(1)

  const card = page.getByRole('region', { name: 'E-mail address' })
  const before = app.mails.length
  await card.getByLabel('New address').fill('moved@example.org')
  await card.getByRole('button', { name: 'Change the address' }).click()
  await card.getByText('Waiting for the code that was sent to moved@example.org').waitFor()
  await page.reload()
  await card.getByRole('button', { name: 'Keep the old one' }).waitFor()
  const code = await mailedCode('moved@example.org', before)
  await card.getByLabel('Code from the new mailbox').fill(code === '000000' ? '000001' : '000000')
  await card.getByRole('button', { name: 'Confirm the address' }).click()
  await card.getByRole('alert').getByText('This code is wrong').waitFor()
  await lookAt(page, 'email-change')
  await card.getByLabel('Code from the new mailbox').fill(code)
  await page.keyboard.press('Enter')
  await card.getByText('You sign in with moved@example.org').waitFor()

  const history = page.getByRole('list', { name: 'Security history' }).getByRole('listitem')
  await expect.poll(() => history.count(), soon).toBeGreaterThanOrEqual(4)
  await page.goto(`${app.url}/settings/email`)
  await page.getByRole('switch').first().click()
  await expect.poll(() => page.getByRole('switch').first().isChecked(), soon).toBe(false)
  await lookAt(page, 'settings-email')
  await page.reload()
  await expect.poll(() => page.getByRole('switch').first().isChecked(), soon).toBe(false)
  await browser.close()
}, 120_000)

test('too much at once: a countdown, one word to screen readers, another try only on demand', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/429/)
  await signInQuietly(context, app, 'busy@example.org')
  await page.goto(`${app.url}/settings/profile`)
  await page.getByLabel('Name').fill('Busy Bee')
  let asked = 0
  const refuse = async (pattern: RegExp, seconds: number) => {
    asked = 0
    await page.route(pattern, (route) => {
      asked += 1
      const details = { retryAfterSeconds: seconds, limit: 100, windowSeconds: 3_600, scope: 'calls' }
      const data = {
        code: 'TOO_MANY_REQUESTS',
        httpStatus: 429,
        reason: 'too_many_requests',
        requestId: 'r',
        details,
      }
      const error = { message: 'Too many requests.', code: -32_029, data }
      const calls = new URL(route.request().url()).pathname.split(',')
      return route.fulfill({ status: 429, json: calls.map(() => ({ error })) })
    })
  }
  await refuse(/users\.update/, 3)
  await page.getByRole('button', { name: 'Save' }).click()
  const notice = page.locator('.limit-notice')
  await notice.getByText('JobPilot takes 100 calls and actions in 1 hour').waitFor()
  expect(await notice.getByRole('status').textContent()).toMatch(/Please wait 3 s/)
  await lookAt(page, 'limit-notice')
  await notice.getByText('You can go on now.').first().waitFor()
  expect(asked).toBe(1)
  await page.unroute(/users\.update/)
  await notice.getByRole('button', { name: 'Understood' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await notice.waitFor({ state: 'detached' })

  // A whole view that could not be loaded.
  await refuse(/tokens\.list/, 2)
  await page.getByRole('link', { name: 'Access tokens' }).first().click()
  const again = page.getByRole('button', { name: 'Try again' })
  await page.getByRole('heading', { name: 'Too much at once' }).waitFor()
  expect(await again.isDisabled()).toBe(true)
  await lookAt(page, 'limit-view')
  await expect.poll(() => again.isEnabled(), soon).toBe(true)
  expect(asked).toBe(1)
  await page.unroute(/tokens\.list/)
  await again.click()
  await page.getByText('No token yet').waitFor()

  // Nothing at all could be loaded.
  await refuse(/users\.me/, 1)
  await page.goto(`${app.url}/settings/tokens`)
  await page.getByRole('heading', { name: 'Too much at once' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  await expect.poll(() => again.isEnabled(), soon).toBe(true)
  await page.unroute(/users\.me/)
  await again.click()
  await page.getByText('No token yet').waitFor()
  await browser.close()
}, 120_000)
