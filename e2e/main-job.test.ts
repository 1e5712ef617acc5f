import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'
import { openBrowser } from './browser.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

function codeFor(email: string): string {
  const mail = app.mails.findLast((message) => message.to === email)
  return /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? ''
}

const proof = (page: Page) => page.getByRole('region', { name: 'What it asks for, and your proof' })

test('the main job: from the landing page to an approved draft, kept over a reload', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401/) // nobody is signed in at first, and the page asks
  await page.goto(app.url)
  await page.getByLabel('E-mail address').fill('mira@example.org')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = page.getByLabel('Six-digit code')
  await code.waitFor()
  await code.fill(codeFor('mira@example.org'))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()

  await page.getByRole('link', { name: 'Begin with your résumé' }).click()
  const buffer = await sampleResume()
  await page.getByLabel('Upload a PDF or Word file').setInputFiles({ name: 'mira.docx', mimeType, buffer })
  await page.getByRole('button', { name: /^This is right: confirm all/ }).click()
  const sentence = page.getByLabel('What you look for, in one sentence')
  await sentence.fill('Backend engineer in Berlin, full time')
  await sentence.press('Enter')
  await page.getByRole('heading', { name: 'First matches' }).waitFor()

  await page.goto(`${app.url}/postings/new?way=paste`)
  await page.getByLabel('Text of the posting').fill(samplePosting)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Keep/ }).click()
  await page.getByRole('heading', { name: 'Backend Engineer', level: 1 }).waitFor()
  await proof(page).getByText('PostgreSQL').first().waitFor()
  const asked = (text: string) => proof(page).getByRole('listitem').filter({ hasText: text }).first()
  expect(await asked('PostgreSQL').innerText()).toContain('Met')
  expect(await asked('Kubernetes').innerText()).not.toContain('Met')

  await page.getByRole('button', { name: 'Draft a letter' }).first().click()
  await page.waitForURL('**/drafts/*')
  await page.getByRole('button', { name: /^Approve/ }).click()
  await page.getByRole('button', { name: 'Approve this text' }).click()
  await page.getByText('Approved', { exact: true }).first().waitFor()
  await page.reload()
  await page.getByText('Approved', { exact: true }).first().waitFor()
  await page.goBack()
  await proof(page).getByText('PostgreSQL').first().waitFor()
  await browser.close()
}, 120_000)

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let pressed = 0; pressed < 150; pressed++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${String(target)} on ${page.url()}`)
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

test('the whole main job by keyboard alone', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401/) // nobody is signed in at first, and the page asks
  await page.goto(app.url)
  await tabTo(page, page.getByLabel('E-mail address'))
  await page.keyboard.type('keys-only@example.org')
  await page.keyboard.press('Enter')
  await page.getByLabel('Six-digit code').waitFor()
  await page.keyboard.type(codeFor('keys-only@example.org'))
  await page.keyboard.press('Enter')

  await press(page, page.getByRole('link', { name: 'Begin with your résumé' }))
  const buffer = await sampleResume()
  const chooser = page.waitForEvent('filechooser')
  await press(page, page.getByLabel('Upload a PDF or Word file'), 'Space')
  await (await chooser).setFiles({ name: 'mira.docx', mimeType, buffer })
  await press(page, page.getByRole('button', { name: /^This is right: confirm all/ }))
  await tabTo(page, page.getByLabel('What you look for, in one sentence'))
  await page.keyboard.type('Backend engineer in Berlin')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'First matches' }).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type('pasted')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Text of the posting'))
  await page.keyboard.insertText(samplePosting)
  await press(page, page.getByRole('button', { name: 'Preview' }))
  await press(page, page.getByRole('button', { name: /^Keep/ }))
  await page.getByRole('heading', { name: 'Backend Engineer', level: 1 }).waitFor()
  await proof(page).getByText('PostgreSQL').first().waitFor()
  await press(page, page.getByRole('button', { name: 'Draft a letter' }).first())
  await page.waitForURL('**/drafts/*')
  await press(page, page.getByRole('button', { name: /^Approve/ }))
  await press(page, page.getByRole('button', { name: 'Approve this text' }))
  await page.getByText('Approved', { exact: true }).first().waitFor()
  await browser.close()
}, 120_000)
