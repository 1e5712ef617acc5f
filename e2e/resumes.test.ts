import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { wordFile } from '../src/testing/hostile-word-files.ts'
import { sampleResume } from '../src/testing/sample-files.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

let app: TestApp
let file: Buffer
// Several looks at a page in one test take long where many things run at once.
vi.setConfig({ testTimeout: 120_000 })

beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
  file = await sampleResume()
})
afterAll(() => app.close())

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const asFile = (name: string, buffer = file) => ({ name, mimeType: docx, buffer })
const damaged = Buffer.from('%PDF-1.4 this is no document')
/** It can be read, and says nothing of anybody. */
const shoppingList = wordFile({
  name: 'word/document.xml',
  content: '<w:document><w:body><w:p><w:r><w:t>Milk, bread, butter</w:t></w:r></w:p></w:body></w:document>',
})

/** A résumé that was read before the test begins. */
async function withResume(person: Person, name = 'mira.docx', query = ''): Promise<string> {
  const answer: unknown = await (await person.upload(name, file, query)).json()
  const { items } = await person.client.resumes.list.query({})
  const [newest] = items
  if (!newest) throw new Error(`not uploaded: ${JSON.stringify(answer)}`)
  await until(async () => (await person.client.resumes.get.query({ id: newest.id })).state === 'ready')
  return newest.id
}

const fact = (page: Page, text: string) =>
  page.locator('.fact').filter({ has: page.getByText(text, { exact: true }) })
/** What the element says that has the keyboard. */
const focused = async (page: Page) => (await page.locator(':focus').allTextContents()).join()
const words = (page: Page, text: string) => page.locator('.document-text').getByRole('link', { name: text })

test('files are uploaded one after the other, and refused ones say what to do', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/4\d\d/) // the refused upload is also a failed request
  await signInQuietly(browser.context, app, 'upload@example.org')
  await page.goto(`${app.url}/resumes`)
  await page.getByText('No résumé yet').waitFor()
  await lookAt(page, 'resumes-empty')

  const input = page.getByLabel('Upload a PDF or Word file')
  const tooLarge = asFile('huge.docx', Buffer.alloc(10 * 1024 * 1024 + 1))
  await input.setInputFiles([asFile('mira.docx'), asFile('notes.txt', Buffer.from('hello')), tooLarge])
  const uploads = page.getByRole('list', { name: 'Uploads' })
  await uploads.getByText(/Read: \d+ facts found/).waitFor()
  await uploads.getByText('neither a PDF nor a Word document').waitFor()
  await uploads.getByText('larger than 10 MB').waitFor()
  await page.getByText(/^0 of \d+ facts confirmed/).waitFor()
  await input.setInputFiles([asFile('damaged.pdf', damaged), asFile('shopping.docx', shoppingList)])
  await uploads.getByText('damaged and could not be opened').waitFor()
  await page.getByText('could not be read').waitFor()
  await lookAt(page, 'resumes-list')

  await input.setInputFiles(asFile('the-same-again.docx'))
  await page.getByRole('heading', { name: 'mira.docx', level: 1 }).waitFor()
  await page.getByText('You have the-same-again.docx already').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Remove shopping.docx' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove for good' }).click()
  await page.getByRole('link', { name: 'shopping.docx' }).waitFor({ state: 'detached' })
  await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('main')
  await browser.close()
})

test('an upload can be cancelled, and a file dropped on the page is taken', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await signInQuietly(browser.context, app, 'drop@example.org')
  await page.goto(`${app.url}/resumes`)
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>()
  await page.route('**/api/v1/resumes', async (route) => {
    await held
    await route.continue().catch(() => undefined)
  })
  await page.getByLabel('Upload a PDF or Word file').setInputFiles(asFile('slow.docx'))
  await page.getByRole('button', { name: 'Cancel slow.docx' }).click()
  await page.getByText('Cancelled. Nothing of it was kept.').waitFor()
  release(undefined)
  await page.unroute('**/api/v1/resumes')

  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${file.toString('base64')}'), (character) => character.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'dropped.docx'))
    return data
  })()`)
  await page.dispatchEvent('h1', 'dragenter', { dataTransfer: transfer })
  await page.getByText('Drop it to upload').waitFor()
  await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer })
  await page.getByText(/Read: \d+ facts found/).waitFor()
  expect(await page.getByRole('link', { name: 'slow.docx' }).count()).toBe(0)
  await browser.close()
})

test('facts and words point at each other, and facts are confirmed, edited, added and removed by keyboard', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'facts@example.org')
  const id = await withResume(person)
  await page.goto(`${app.url}/resumes/${id}`)
  await words(page, 'Tessellate Labs').click()
  await expect.poll(() => focused(page)).toContain('Employer Tessellate Labs')
  expect(await words(page, 'Tessellate Labs').getAttribute('aria-current')).toBe('true')

  await page.keyboard.press('c')
  await page.getByText(/^1 of 30 confirmed/).waitFor()
  expect(await focused(page)).toContain('Berlin')
  await page.keyboard.press('k')
  await page.keyboard.press('e')
  const field = page.getByLabel('Employer, in your words')
  await field.fill('x'.repeat(301))
  await page.getByText('301 of 300 characters').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await field.fill('Tessellate Laboratories')
  await page.keyboard.press('Enter')
  await fact(page, 'Tessellate Laboratories').getByText('your words').waitFor()
  await lookAt(page, 'resume-facts')

  await page.getByRole('button', { name: 'Skill Docker' }).focus()
  await page.keyboard.press('x')
  await page.getByText('“Docker” is removed.').waitFor()
  expect(await fact(page, 'Docker').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => focused(page)).toContain('Skill Docker')

  await page.getByRole('button', { name: 'Add something that is missing' }).click()
  await page.getByLabel('What it is').selectOption('Language')
  await page.getByLabel('In your words').fill('Spanish (B1)')
  await page.keyboard.press('Enter')
  await fact(page, 'Spanish (B1)').waitFor()
  await page.getByRole('button', { name: 'Add to Junior Developer' }).click()
  await page.getByLabel('In your words').fill('Wrote the on-call handbook')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toContain('Wrote the on-call handbook')

  await page.getByRole('button', { name: 'Confirm all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm all' }).click()
  await page.getByText('All 32 facts confirmed').waitFor()
  await page.reload()
  await page.getByText('All 32 facts confirmed').waitFor()
  await fact(page, 'Tessellate Laboratories').waitFor()
  await browser.close()
})

test('on a narrow screen the jump goes between the two sides, also from an address', async () => {
  const browser = await openBrowser({ width: 390 })
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'narrow@example.org')
  const id = await withResume(person)
  const { facts } = await person.client.resumes.get.query({ id })
  const django = facts.find(({ kind, text }) => kind === 'skill' && text === 'Django')
  await page.goto(`${app.url}/resumes/${id}?fact=${django?.id}`)
  await expect.poll(() => focused(page)).toContain('Skill Django')
  await page.getByRole('button', { name: 'Show in the text' }).click()
  await expect.poll(() => words(page, 'Django').last().getAttribute('aria-current')).toBe('true')
  await page.reload()
  await words(page, 'Django').last().waitFor()
  await lookAt(page, 'resume-text')
  await words(page, 'Docker').last().click()
  await expect.poll(() => focused(page)).toContain('Skill Docker')
  await browser.close()
})

test('a new version takes over what was confirmed; older ones stay as they were', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'versions@example.org')
  const id = await withResume(person)
  await person.client.resumes.confirmFacts.mutate({ id })
  await page.goto(`${app.url}/resumes/${id}`)
  await page.getByRole('button', { name: 'Upload a new version' }).click()
  const input = page.getByLabel('Upload a PDF or Word file')
  await input.setInputFiles(asFile('shopping.docx', shoppingList))
  await page.getByRole('alert').getByText('nothing in it reads like a résumé').first().waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText('Version 1 stays in use').waitFor()
  await page.getByRole('button', { name: 'Upload a new version' }).click()
  await input.setInputFiles(asFile('mira-2027.docx', await sampleResume(', Kubernetes')))
  await page.getByRole('heading', { name: 'mira-2027.docx', level: 1 }).waitFor()
  await page.getByText('30 of 31 confirmed').waitFor()
  await page.getByLabel('Version', { exact: true }).selectOption({ index: 2 })
  await page.getByText('This is version 1').waitFor()
  expect(await page.getByRole('button', { name: 'Confirm all' }).count()).toBe(0)
  expect(page.url()).toContain('version=')
  await page.reload()
  await page.getByText('This is version 1').waitFor()
  await lookAt(page, 'resume-older-version')
  await page.goBack()
  await page.getByText('30 of 31 confirmed').waitFor()
  await browser.close()
})

test('what isn’t there and a server that doesn’t answer are said in words', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/40\d|ERR_FAILED/)
  await signInQuietly(browser.context, app, 'nothing@example.org')
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await page.goto(`${app.url}/resumes/${id}`)
    await page.getByRole('heading', { name: 'No such résumé' }).waitFor()
  }
  await page.route('**/trpc/**resumes.list**', (route) => route.abort())
  await page.getByRole('link', { name: 'To your résumés' }).click()
  await page.getByText('The server cannot be reached').waitFor({ timeout: 15_000 })
  await page.unroute('**/trpc/**resumes.list**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('No résumé yet').waitFor()
  expect(await page.title()).toBe('Résumés · JobPilot')
  await browser.close()
})
