import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { sampleResume } from '../src/testing/sample-files.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const sentenceField = 'What you look for, in one sentence'

test('from a file over its facts and a sentence to matches, resumed after a reload, back and forth', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'new@example.org')
  await page.goto(`${app.url}/welcome`)
  await page.getByRole('heading', { name: 'Upload your résumé' }).waitFor()
  await lookAt(page, 'welcome-resume')
  const buffer = await sampleResume()
  await page
    .getByLabel('Upload a PDF or Word file')
    .setInputFiles({ name: 'mira.docx', mimeType: docx, buffer })
  await page.getByRole('heading', { name: 'What mira.docx says' }).waitFor()
  await page.getByText('Backend Engineer, Tessellate Labs').waitFor()
  await lookAt(page, 'welcome-facts')

  await page.getByRole('link', { name: 'Correct it beside the text' }).click()
  await page.getByRole('button', { name: 'Confirm: Mira Okonjo' }).click()
  await page.getByText('1 of 30 confirmed').waitFor()
  await page.getByRole('link', { name: 'Back to the first steps' }).click()
  await page.getByRole('button', { name: 'This is right: confirm the other 29' }).waitFor()

  await page.goto(`${app.url}/welcome`) // without a step: where one stopped
  await page.getByRole('button', { name: 'This is right: confirm the other 29' }).click()
  const field = page.getByLabel(sentenceField)
  const sentence = 'Backend engineer in Berlin, from 60k EUR, blorf the grumpf'
  await field.fill(sentence)
  const understood = page.getByRole('region', { name: 'What we understood' })
  await understood.getByText('€60,000 a year').waitFor()
  await understood.getByText('“blorf the grumpf”').waitFor()
  await lookAt(page, 'welcome-targets')
  await field.press('Enter')

  await page.getByRole('heading', { name: 'First matches' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Change it' }).waitFor()
  await page.goForward()
  await page.getByRole('button', { name: 'Use the sample postings' }).click()
  await page.getByText(/^Matched: .*possible/).waitFor({ timeout: 30_000 })
  await lookAt(page, 'welcome-match')
  await page.getByRole('link', { name: 'See your matches' }).click()
  await page.getByRole('heading', { name: 'Matches', level: 1 }).waitFor()
  const { items } = await person.client.targets.list.query()
  expect(items.map((target) => target.sentence)).toContain(sentence)
  await browser.close()
}, 120_000)

test('every step can be left out by keyboard, and says what it needs', async () => {
  const browser = await openBrowser({ width: 390 })
  const { page } = browser
  await signInQuietly(browser.context, app, 'skips@example.org')
  await page.goto(`${app.url}/welcome?step=nonsense`)
  await page.getByRole('link', { name: 'Skip this step' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('There is no résumé yet').waitFor()
  expect(await page.title()).toContain('its facts')
  expect(page.url()).toContain('step=facts')
  await page.reload()
  await page.getByText('There is no résumé yet').waitFor()
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: 'What you look for' })
    .click()
  await page.getByLabel(sentenceField).fill('grmpf')
  await page.getByText('Nothing yet. Name a job or a place').waitFor()
  await page.getByRole('link', { name: 'Skip this step' }).click()
  await page.getByText('A match needs a résumé').waitFor()
  await page.getByRole('link', { name: 'Upload one' }).click()
  await page.getByLabel('Upload a PDF or Word file').waitFor()
  await browser.close()
})

test('what nobody can read is refused in words and kept in the field', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/422/)
  await signInQuietly(browser.context, app, 'gibberish@example.org')
  await page.goto(`${app.url}/settings/targets`)
  const field = page.getByLabel(sentenceField)
  await field.fill('grmpf')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('alert').getByText('Nothing in this sentence could be read').waitFor()
  expect(await field.inputValue()).toBe('grmpf')
  await field.fill('x'.repeat(510))
  await page.getByText('10 characters too many').waitFor()

  await field.fill('Nurse in Leeds, part time, no night shifts')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const pause = page.getByRole('switch', { name: /Matching goes by it/ })
  await pause.waitFor()
  await pause.click({ force: true })
  await page.getByText('paused', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Change/ }).click()
  await page.getByLabel(sentenceField).first().fill('Nurse in York, part time')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Remove .*York/ }).click()
  await page.getByText('Nothing said yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: /^Remove .*York/ }).waitFor()
  await page.getByText('paused', { exact: true }).waitFor()
  await page.getByText('Kept. Matching goes by it').waitFor()
  await lookAt(page, 'settings-targets')
  await browser.close()
})

test('without a file the sample leads to matches by itself', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'samples@example.org')
  await page.goto(`${app.url}/welcome`)
  await page.getByRole('button', { name: 'Try it with sample data' }).click()
  await page.getByRole('heading', { name: 'Matches', level: 1 }).waitFor()
  expect((await person.client.matches.counts.query()).total).toBeGreaterThan(30)
  // Welcome still begins with one's own résumé.
  await page.goto(`${app.url}/welcome`)
  await page.getByRole('heading', { name: 'Upload your résumé' }).waitFor()
  await browser.close()
})
