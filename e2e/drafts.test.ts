import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

const invented = 'I led a team of 40 engineers at Globex.'

async function finished(person: Person, { runId }: { runId: string }): Promise<Record<string, unknown>> {
  await expect
    .poll(async () => (await person.client.agents.run.query({ id: runId })).state, { timeout: 30_000 })
    .toBe('succeeded')
  return (await person.client.agents.run.query({ id: runId })).result ?? {}
}

/** A person with a résumé, a posting, their match and a letter. */
async function withDraft(person: Person): Promise<{ draftId: string; postingId: string; resumeId: string }> {
  const { client } = person
  await person.upload('mira.docx', await sampleResume())
  await expect
    .poll(async () => (await client.resumes.list.query({})).items[0]?.state, { timeout: 30_000 })
    .toBe('ready')
  const [resume] = (await client.resumes.list.query({})).items
  const posting = await finished(person, await client.postings.captureText.mutate({ text: samplePosting }))
  const postingId = String(posting['postingId'])
  const match = await finished(person, await client.matches.start.mutate({ postingId }))
  const draft = await finished(
    person,
    await client.drafts.compose.mutate({ matchId: String(match['matchId']) }),
  )
  return { draftId: String(draft['draftId']), postingId, resumeId: resume?.id ?? '' }
}

const letter = (page: Page) => page.getByRole('textbox', { name: 'Text of the letter' })
const panel = (page: Page) => page.getByRole('region', { name: 'Claims and facts' })
/** The words that stand out in the letter. */
const lit = (page: Page) => page.locator('.sheet-mark.is-lit').allInnerTexts()

/** Name or words of what has the focus. */
function focused(page: Page): Promise<string> {
  const active = 'document.activeElement'
  return page.evaluate<string>(`${active}.ariaLabel || ${active}.textContent || ''`)
}

async function typeAtEnd(page: Page, words: string): Promise<void> {
  await letter(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(words)
}

test('without a letter the page says how to get one', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await signInQuietly(browser.context, app, 'nobody-yet@example.org')
  await page.goto(`${app.url}/drafts`)
  await page.getByText('No letters yet').waitFor()
  await lookAt(page, 'drafts-empty')
  await page.getByRole('link', { name: 'See your matches' }).click()
  await page.waitForURL('**/matches')
  await page.getByRole('heading', { level: 1, name: 'Matches' }).waitFor()
  browser.expectConsoleError(/404/)
  await page.goto(`${app.url}/drafts/00000000-0000-4000-8000-000000000000`)
  await page.getByText('This letter isn’t here').waitFor()
  await lookAt(page, 'draft-missing')
  await browser.close()
}, 120_000)

test('a letter is checked while it is written, approved as it is, and leaves as it was approved', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const person = await signInQuietly(context, app, 'writer@example.org')
  const { draftId } = await withDraft(person)
  await page.goto(`${app.url}/drafts`)
  await page.getByText(/facts not confirmed/).waitFor()
  await lookAt(page, 'drafts')
  await page.getByRole('link', { name: 'Backend Engineer' }).click()
  await page.waitForURL(`**/drafts/${draftId}`)

  // From a fact to its sentences, and from a sentence to its facts.
  await panel(page)
    .getByRole('button', { name: /^Docker skill/i })
    .click()
  expect((await lit(page)).join(' ')).toContain('Docker')
  await panel(page)
    .getByRole('button', { name: /TypeScript, PostgreSQL and Docker/ })
    .click()
  await expect.poll(() => focused(page)).toBe('Text of the letter')
  await expect.poll(() => lit(page)).toEqual([expect.stringContaining('TypeScript, PostgreSQL and Docker')])
  await panel(page).getByText('behind the sentence at the cursor').first().waitFor()
  await lookAt(page, 'draft')

  // Flagged while typing; the shortcut leads there; saved by keyboard.
  await typeAtEnd(page, `\n${invented}`)
  await page.getByText('1 not proved', { exact: true }).waitFor()
  await panel(page)
    .getByText(/“Globex” is in no fact/)
    .waitFor()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  await expect.poll(() => lit(page)).toEqual([invented])
  await page.keyboard.press('Control+s')
  await page.getByText(/^Version 2, saved/).waitFor()
  await lookAt(page, 'draft-flagged')

  // Each flagged sentence has to be accepted; closing leads back to the letter.
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Approve this letter' })
  await dialog.getByText(/This confirms \d+ facts/).waitFor()
  const approve = dialog.getByRole('button', { name: 'Approve this text' })
  expect(await approve.isDisabled()).toBe(true)
  await lookAt(page, 'draft-approve')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => focused(page)).toBe('Text of the letter')
  await page.keyboard.press('Control+Enter')
  await dialog.getByRole('checkbox', { name: new RegExp(invented) }).check()
  await approve.click()
  await page.getByText('What you copy or download is exactly this text').waitFor()
  await expect.poll(() => focused(page)).toContain('Approved')
  await lookAt(page, 'draft-approved')

  const { text } = await person.client.drafts.get.query({ id: draftId })
  expect(text).toContain(invented)
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('The letter is copied.').waitFor()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(text)
  const files: string[] = []
  for (const format of ['PDF', 'Word', 'Plain text']) {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    await page.getByRole('menuitem', { name: new RegExp(format) }).click()
    const file = await downloading
    expect(file.suggestedFilename()).toMatch(/^cover-letter-northlight-ferries\.(pdf|docx|txt)$/)
    files.push(await readFile(await file.path(), 'utf8'))
  }
  expect(files.at(-1)).toBe(text)

  // The application, and back.
  await page.getByRole('button', { name: 'I applied with this' }).click()
  await page.getByRole('link', { name: /Applied since/ }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'I applied with this' }).click()
  await page.getByRole('link', { name: /Applied since/ }).click()
  await page.getByRole('heading', { name: 'Timeline' }).waitFor()
  await page.getByRole('link', { name: 'The letter' }).click()
  await page.getByRole('button', { name: 'Take approval back' }).click()
  await page.getByText('Not approved').waitFor()
  await browser.close()
}, 120_000)

test('what was typed survives a reload, a second window and leaving', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'twowindows@example.org')
  const { draftId } = await withDraft(person)
  await page.goto(`${app.url}/drafts/${draftId}`)
  await typeAtEnd(page, '\nA line of mine.')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText(/didn’t save is back/).waitFor()
  expect(await letter(page).inputValue()).toContain('A line of mine.')

  // Leaving asks; staying keeps everything.
  await page.getByRole('link', { name: 'Posting and proof' }).click()
  const leaving = page.getByRole('dialog', { name: 'The letter has unsaved changes' })
  await leaving.waitFor()
  await lookAt(page, 'draft-leaving')
  await leaving.getByRole('button', { name: 'Stay' }).click()
  expect(new URL(page.url()).pathname).toBe(`/drafts/${draftId}`)

  // Another window saves; neither text is lost.
  const before = await person.client.drafts.get.query({ id: draftId })
  await person.client.drafts.edit.mutate({
    id: draftId,
    version: before.version,
    text: before.text.replace('Kind regards', 'Best regards'),
  })
  browser.expectConsoleError(/409/)
  await page.keyboard.press('Control+s')
  await page.getByText(/was saved meanwhile/).waitFor()
  expect(await letter(page).inputValue()).toContain('A line of mine.')
  await page.getByRole('button', { name: 'See both' }).click()
  const both = page.getByRole('dialog', { name: /and what you typed/ })
  await both.getByText('A line of mine.').waitFor()
  expect((await both.locator('.text-diff-words del').allInnerTexts()).join(' ')).toContain('Best')
  await lookAt(page, 'draft-conflict')
  await both.getByRole('button', { name: 'Go on with mine' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/^Version 3, saved/).waitFor()

  // Versions: what changed, and an earlier wording back, and forth.
  await page.getByRole('link', { name: 'Versions (3)' }).click()
  await page.getByRole('combobox', { name: 'From' }).selectOption('Version 1')
  await page.getByRole('region', { name: 'From version 1 to version 3' }).waitFor()
  expect(await page.locator('.text-diff-words ins').allInnerTexts()).toEqual([
    expect.stringContaining('A line of mine.'),
  ])
  await lookAt(page, 'draft-versions')
  await page.reload()
  await page.getByRole('region', { name: 'From version 1 to version 3' }).waitFor()
  await page.getByRole('button', { name: 'Bring version 2 back' }).click()
  await page.getByRole('heading', { name: 'Version 4' }).waitFor()
  expect((await person.client.drafts.get.query({ id: draftId })).text).toContain('Best regards')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'Version 5' }).waitFor()
  expect((await person.client.drafts.get.query({ id: draftId })).text).toContain('A line of mine.')

  // Removed, and back.
  await page.getByRole('button', { name: 'More to do with this letter' }).click()
  await page.getByRole('menuitem', { name: 'Remove the letter' }).click()
  await page.getByText('No letters yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Backend Engineer' }).waitFor()
  await browser.close()
}, 120_000)

test('a slow or lost check never shows an older answer, and says so in words', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'slow@example.org')
  const { draftId, resumeId } = await withDraft(person)
  await page.goto(`${app.url}/drafts/${draftId}`)
  await page.getByText(/all proved by your résumé/).waitFor()
  const held = Promise.withResolvers<void>()
  let answers = 0
  await page.route('**/drafts.check**', async (route) => {
    const first = ++answers === 1
    const response = await route.fetch()
    if (first) await held.promise
    await route.fulfill({ response })
  })
  await typeAtEnd(page, `\n${invented}`)
  await expect.poll(() => answers).toBe(1)
  for (let key = 0; key < invented.length; key++) await page.keyboard.press('Backspace')
  await page.keyboard.insertText('I look forward to hearing from you.')
  await expect.poll(() => answers).toBe(2)
  await page.getByText(/all proved by your résumé/).waitFor()
  held.resolve()
  await page.waitForLoadState('networkidle')
  expect(await page.getByText(/not proved$/).count()).toBe(1) // the legend alone

  browser.expectConsoleError(/ERR_FAILED/)
  await page.unroute('**/drafts.check**')
  await page.route('**/drafts.check**', (route) => route.abort())
  await page.keyboard.insertText(` ${invented}`)
  await page.getByText('The check could not be reached').waitFor()
  await page.unroute('**/drafts.check**')
  await page.getByText('1 not proved', { exact: true }).waitFor({ timeout: 10_000 })

  // The fact is added to the résumé: what it proves is proved when the letter is opened again.
  await page.keyboard.press('Control+s')
  await page.getByText(/^Version 2, saved/).waitFor()
  for (const [kind, text] of [
    ['employer', 'Globex'],
    ['highlight', 'Led a team of 40 engineers at Globex'],
  ] as const)
    await person.client.resumes.addFact.mutate({ id: resumeId, kind, text, entry: '/work/0' })
  await page.reload()
  await page.getByText(/all proved by your résumé/).waitFor()
  await browser.close()
}, 120_000)

test('only the letter is printed, black on white, and the page says when it isn’t approved', async () => {
  const browser = await openBrowser({ colorScheme: 'dark' })
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'printer@example.org')
  const { draftId } = await withDraft(person)
  await page.goto(`${app.url}/drafts/${draftId}/print`)
  await page.getByText(/isn’t approved yet/).waitFor()
  expect(await page.title()).toBe('Letter to Northlight Ferries · JobPilot')
  await lookAt(page, 'draft-print')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const sheet = "getComputedStyle(document.querySelector('.print-letter'))"
  await expect
    .poll(() => page.evaluate<string[]>(`[${sheet}.color, ${sheet}.backgroundColor]`))
    .toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await page.emulateMedia({ media: null })
  const { text } = await person.client.drafts.get.query({ id: draftId })
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format })))
    expect(pdf.numPages).toBe(1)
    const printed = await extractText(pdf, { mergePages: true })
    expect(printed.text.replaceAll(/\s+/g, ' ').trim()).toBe(text.replaceAll(/\s+/g, ' ').trim())
  }
  await browser.close()
}, 120_000)
