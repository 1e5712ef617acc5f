import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { createClerkInstance } from '../src/testing/clerk-instance.ts'
import { fakeClerkScript } from '../src/testing/fake-clerk-script.ts'
import { createFakeLinkedin, type FakeLinkedin } from '../src/testing/fake-linkedin.ts'
import { freePort } from '../src/testing/free-port.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { expectAccessible, lookAt, signInQuietly } from './pages.ts'

let linkedin: FakeLinkedin
let app: TestApp

beforeAll(async () => {
  linkedin = await createFakeLinkedin()
  const port = await freePort()
  // LinkedIn sends people back to the address that the settings say.
  app = await createTestApp({
    config: { linkedin: linkedin.keys, port, appUrl: `http://127.0.0.1:${port}`, role: 'web' },
    linkedin: linkedin.endpoints,
    webFolder: 'dist/web',
  })
})
afterAll(async () => {
  await app.close()
  await linkedin.close()
})

const soon = { timeout: 10_000 }

test('LinkedIn signs in, says in words why it doesn’t, and is connected in the settings', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/401/) // signed out
  const onwards = page.getByRole('button', { name: 'Continue with LinkedIn' })
  await page.goto(`${app.url}/drafts`)
  await onwards.waitFor()
  await lookAt(page, 'sign-in-linkedin')

  linkedin.refuse('user_cancelled_login')
  await onwards.click()
  await page.getByRole('alert').getByText('You turned back at LinkedIn').waitFor(soon)
  linkedin.allow({ sub: 'ada', email: 'ada@example.org', email_verified: true, name: 'Ada Example' })
  await onwards.click()
  await page.getByRole('heading', { name: 'Drafts' }).waitFor(soon)
  expect(new URL(page.url()).pathname).toBe('/drafts')
  await page.getByRole('button', { name: 'Ada Example' }).waitFor()

  await context.clearCookies()
  await signInQuietly(context, app, 'grace@example.org')
  await page.goto(`${app.url}/settings/security`)
  const card = page.getByRole('region', { name: 'LinkedIn' })
  await card.getByRole('button', { name: 'Connect LinkedIn' }).click()
  await card.getByRole('alert').getByText('another e-mail address').waitFor(soon)
  linkedin.allow({ sub: 'grace', email: 'grace@example.org', email_verified: true })
  await card.getByRole('button', { name: 'Connect LinkedIn' }).click()
  await card.getByText('Connected since').waitFor(soon)
  await card.getByRole('button', { name: 'Disconnect' }).click()
  await card.getByRole('button', { name: 'Connect LinkedIn' }).waitFor(soon)
  await browser.close()
})

/** Hosts that the page asked for anything, besides its own. */
function otherHosts(page: Page): Set<string> {
  const hosts = new Set<string>()
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(app.url).host) hosts.add(host)
  })
  return hosts
}

test('where Clerk isn’t set up, nothing of it is loaded or allowed', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401/)
  const hosts = otherHosts(page)
  const answer = await page.goto(`${app.url}/sign-up`)
  await page.getByRole('button', { name: 'Send me a code' }).waitFor(soon)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expect(answer?.headers()['content-security-policy']).not.toContain('clerk')
  const loaded = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => /clerk-(boundary|sign-in-)/.test(name))`,
  )
  expect(loaded).toEqual([])
  expect([...hosts]).toEqual([])
  await browser.close()
})

test('where Clerk is set up, its form signs in, calls carry its token, and signing out ends it there', async () => {
  const clerk = await createClerkInstance('https://clerk.jobpilot.invalid')
  const withClerk = await createTestApp({
    config: { clerk: clerk.config, role: 'web' },
    webFolder: 'dist/web',
  })
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/401/)
  await context.route('https://clerk.jobpilot.invalid/**', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: fakeClerkScript,
    }),
  )
  await context.exposeFunction('clerkToken', () => clerk.sign(clerk.claims('ada', { name: 'Ada Example' })))
  const carried = new Set<boolean>()
  page.on('request', (request) => {
    if (request.url().includes('/trpc/drafts.')) carried.add('authorization' in request.headers())
  })
  try {
    await page.goto(`${withClerk.url}/drafts`)
    await page.getByRole('button', { name: 'Sign in at Clerk' }).click(soon)
    await page.getByRole('heading', { name: 'Drafts' }).waitFor(soon)
    await page.reload()
    await page.getByRole('button', { name: 'Ada Example' }).click(soon)
    expect([...carried]).toEqual([true])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${withClerk.url}/`, soon)
    await page.getByRole('button', { name: 'Sign in at Clerk' }).waitFor(soon)
    expect(await page.evaluate(`window.Clerk.session`)).toBeNull()
  } finally {
    await browser.close()
    await withClerk.close()
  }
})

test('where Clerk is set up and can’t be reached, the page says so', async () => {
  const clerk = await createClerkInstance('https://clerk.jobpilot.invalid')
  const withClerk = await createTestApp({
    config: { clerk: clerk.config, role: 'web' },
    webFolder: 'dist/web',
  })
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401|ERR_NAME_NOT_RESOLVED|Clerk/)
  const asked: string[] = []
  page.on('request', (request) => {
    const { host } = new URL(request.url())
    if (host !== new URL(withClerk.url).host) asked.push(host)
  })
  try {
    await page.clock.install()
    const answer = await page.goto(`${withClerk.url}/sign-in`)
    expect(answer?.headers()['content-security-policy']).toContain('https://clerk.jobpilot.invalid')
    // Clerk tries for a quarter of a minute, by the page's clock.
    const words = page.getByRole('alert').getByText('could not be loaded from Clerk')
    await until(async () => (await page.clock.runFor(2_000), await words.isVisible()))
    await page.clock.resume()
    await expectAccessible(page)
    expect(new Set(asked)).toEqual(new Set(['clerk.jobpilot.invalid']))
  } finally {
    await browser.close()
    await withClerk.close()
  }
})
