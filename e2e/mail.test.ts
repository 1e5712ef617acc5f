import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderEmail } from '../src/platform/email/render-email.ts'
import { rulesOf } from '../src/platform/email/email-kinds.ts'
import { createDevMailbox } from '../src/platform/email/dev-mailbox.ts'
import { unsubscribeUrl } from '../src/platform/email/unsubscribe.ts'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { emailSamples } from '../src/testing/email-samples.ts'
import { openBrowser, screenshot, type TestBrowser } from './browser.ts'
import { expectAccessible, expectLegible, expectNoSidewaysScroll, lookAt, signInQuietly } from './pages.ts'

let browser: TestBrowser
let page: Page
beforeAll(async () => {
  browser = await openBrowser({ width: 600 })
  page = browser.page
})
afterAll(() => browser.close())

const appUrl = 'https://jobs.example.org'
const footer = { appUrl, unsubscribeUrl: `${appUrl}/leave` }

describe('a mail on light and dark screens, wide and narrow', () => {
  test.each(Object.values(emailSamples))('$kind', async (sample) => {
    const leave = rulesOf(sample.kind).optOut === null ? null : footer.unsubscribeUrl
    const { html } = await renderEmail(sample, { appUrl, unsubscribeUrl: leave })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width: 600, height: 700 })
      await page.setContent(html)
      await (colorScheme === 'light' ? expectAccessible(page) : expectLegible(page))
      for (const width of [600, 390]) {
        await page.setViewportSize({ width, height: 700 })
        await expectNoSidewaysScroll(page)
        await screenshot(page, `mail-${sample.kind}-${width}-${colorScheme}`)
      }
    }
  })
})

describe('on this machine', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ config: { appEnv: 'local', role: 'web' } })
    const mailbox = createDevMailbox(app.ctx.db, () => undefined)
    const { subject, html, text } = await renderEmail(emailSamples.briefing, footer)
    for (const key of ['a', 'a', 'b'])
      await mailbox.send({ to: 'ada@example.org', subject, html, text, headers: {} }, { idempotencyKey: key })
  })
  afterAll(() => app.close())

  test('the mailbox lists mails once each and shows one as its readers see it', async () => {
    await page.goto(`${app.url}/dev/mailbox`)
    const links = page.getByRole('link', { name: /things for 20 December 2026/ })
    expect(await links.count()).toBe(2)
    await lookAt(page, 'dev-mailbox')
    // A scheme that the browser is told to have would hold for the frames as well.
    await page.emulateMedia({ colorScheme: null })
    await links.first().click()
    for (const scheme of ['light', 'dark']) {
      const frame = page.frameLocator(`iframe[title="The mail on a ${scheme} screen"]`)
      await frame.getByRole('heading', { name: 'Your briefing' }).waitFor()
      const paper = await frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
      expect(paper).toBe({ light: 'rgb(246, 244, 238)', dark: 'rgb(19, 23, 25)' }[scheme])
    }
    await lookAt(page, 'dev-mail')
  })

  test('unsubscribing takes one button, also for somebody who is signed in', async () => {
    const { userId, client } = await signInQuietly(browser.context, app, 'ada@example.org')
    const url = unsubscribeUrl({ ...app.ctx.config, appUrl: app.url }, { userId, kind: 'briefing' })
    await page.goto(url)
    await lookAt(page, 'unsubscribe')
    await page.getByRole('button', { name: 'Unsubscribe' }).click()
    await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
    await lookAt(page, 'unsubscribed')
    const { kinds } = await client.email.preferences.query()
    expect(kinds.filter((kind) => kind.optedOut).map(({ kind }) => kind)).toEqual(['briefing'])
  })
})
