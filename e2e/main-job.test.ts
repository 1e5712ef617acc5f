import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { openBrowser, screenshot } from './browser.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(app.url)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const field = page.getByLabel('Six-digit code')
  await field.waitFor()
  const mail = app.mails.findLast((message) => message.to === email)
  await field.fill(/\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'From résumé to an honest draft' }).waitFor()
}

async function addResume(page: Page): Promise<void> {
  const buffer = await sampleResume()
  await page
    .getByLabel('Upload a PDF or Word file')
    .setInputFiles({ name: 'mira.docx', mimeType: docxType, buffer })
  await page.getByText(/\d+ facts read/).waitFor()
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`),
  ).toEqual([])
}

test('from an empty page to an approved draft, kept over a reload', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/401/) // nobody is signed in at first, and the page asks
  await page.goto(app.url)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectAccessible(page)
  await screenshot(page, 'welcome-1280-light')
  await signIn(page, 'mira@example.org')
  await expectAccessible(page)

  await addResume(page)
  await page.getByLabel('Text of the posting').fill(samplePosting)
  await page.getByRole('button', { name: 'Add posting' }).click()
  await page.getByRole('heading', { name: 'Backend Engineer' }).waitFor()

  await page.getByRole('button', { name: 'Match', exact: true }).click()
  const evidence = page.getByRole('list', { name: 'Requirements and evidence' })
  await evidence.getByText('PostgreSQL').first().waitFor()
  expect(
    await evidence.getByRole('listitem').filter({ hasText: 'PostgreSQL' }).first().innerText(),
  ).toContain('met')
  expect(
    await evidence.getByRole('listitem').filter({ hasText: 'Kubernetes' }).first().innerText(),
  ).not.toContain('met\n')

  await page.getByRole('button', { name: 'Draft a letter' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Approved', { exact: false }).first().waitFor()
  await expectAccessible(page)
  await screenshot(page, 'result-1280-light')

  await page.reload()
  await page.getByText('Approved', { exact: false }).first().waitFor()
  await evidence.getByText('PostgreSQL').first().waitFor()
  await browser.close()
})

test('bad files and bad codes are answered in words, and nothing is left behind', async () => {
  const browser = await openBrowser({ width: 390, colorScheme: 'dark' })
  const { page } = browser
  browser.expectConsoleError(/40\d|415|422/) // each refusal below is also a failed request
  await page.goto(app.url)
  await page.getByLabel('E-mail address').fill('noor@example.org')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Six-digit code').fill('000000')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('This code is wrong').waitFor()
  await screenshot(page, 'wrong-code-390-dark')
  await signIn(page, 'noor@example.org')

  const buffer = Buffer.from('%PDF-1.4 this is no document')
  await page
    .getByLabel('Upload a PDF or Word file')
    .setInputFiles({ name: 'broken.pdf', mimeType: 'application/pdf', buffer })
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByText(/facts read/).count()).toBe(0)
  await expectAccessible(page)
  await screenshot(page, 'broken-file-390-dark')

  await page.getByRole('tab', { name: 'Address' }).click()
  await page.getByLabel('Address of the posting').fill('http://127.0.0.1:5432/')
  await page.getByRole('button', { name: 'Add posting' }).click()
  await page.getByRole('region', { name: 'The posting' }).getByRole('alert').waitFor()
  await browser.close()
})
