import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker } from '../src/platform/db/transaction.ts'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { manyMatches, storeMany } from '../src/testing/many-matches.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { carrySession, lookAt, signInQuietly } from './pages.ts'

let app: TestApp
let person: Person

beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
  person = await app.signIn('sam@example.org')
  await person.client.samples.add.mutate()
  // The last match is made after everything else.
  await until(async () => {
    const { runs } = await person.client.agents.runs.query({ active: true })
    const { total } = await person.client.matches.counts.query()
    return runs.length === 0 && total > 20
  }, 90_000)
}, 120_000)
afterAll(() => app.close())

const rows = (page: Page, name = 'Matches') =>
  page.getByRole('list', { name, exact: true }).getByRole('listitem')
const search = (page: Page) => new URL(page.url()).searchParams
/** What has the keyboard; its words. */
const focused = (page: Page) => page.locator(':focus').first().innerText()
const expectFocus = async (page: Page, words: string) =>
  page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, words)

async function best(verdict: 'strong' | 'blocked' | 'possible') {
  const { items } = await person.client.matches.list.query({ verdict, limit: 5 })
  const [match] = items
  if (!match) throw new Error(`the samples hold no ${verdict} match`)
  return match
}

test('filters, order and search live in the address', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await carrySession(browser.context, app, person)
  await page.goto(`${app.url}/matches`)
  await rows(page).first().waitFor()
  await lookAt(page, 'matches')
  const counts = await person.client.matches.counts.query()
  await page.getByRole('button', { name: `Blocked ${counts.byVerdict.blocked}` }).click()
  await rows(page).filter({ hasText: 'Strong fit' }).first().waitFor({ state: 'detached' })
  expect(await rows(page).count()).toBe(counts.byVerdict.blocked)
  await page.getByLabel('Workplace').selectOption('remote')
  await page.getByLabel('Search matches').fill('zzz')
  await page.waitForURL(/q=zzz/)
  await page.getByText('Nothing fits these filters').waitFor()
  expect(Object.fromEntries(search(page))).toEqual({ q: 'zzz', verdict: 'blocked', workplace: 'remote' })
  await lookAt(page, 'matches-nothing-fits')
  await page.reload()
  await page.getByText('Nothing fits these filters').waitFor()
  expect(await page.getByLabel('Search matches').inputValue()).toBe('zzz')
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await rows(page).filter({ hasText: 'Strong fit' }).first().waitFor()
  expect([...search(page)]).toEqual([])
  await page.getByLabel('Order').selectOption('organization')
  await page.waitForURL(/sort=organization/)
  await page.goto(`${app.url}/matches?min=60&verdict=nonsense`)
  await rows(page).first().waitFor()
  const scores = await rows(page).locator('.match-score').allInnerTexts()
  expect(scores.every((score) => Number.parseInt(score, 10) >= 60)).toBe(true)
  await browser.close()
})

test('by keyboard: along the list, choose, hide, undo, open, and back to the same place', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await carrySession(browser.context, app, person)
  await page.goto(`${app.url}/matches`)
  const titles = rows(page).locator('.match-title a')
  await titles.first().waitFor()
  const [first = '', second = '', third = ''] = await titles.allInnerTexts()
  await page.keyboard.press('/')
  expect(await page.getByLabel('Search matches').evaluate((field) => field === document.activeElement)).toBe(
    true,
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expectFocus(page, first)
  await page.keyboard.press('ArrowDown')
  await expectFocus(page, second)
  await page.keyboard.press('x')
  await page
    .getByLabel(`Select ${third}`)
    .nth(0)
    .click({ modifiers: ['Shift'] })
  await page.getByText('2 matches selected').waitFor()
  await titles.nth(2).focus()
  await page.keyboard.press('h')
  await page.getByText('Hidden: 2 matches.').waitFor()
  await titles.filter({ hasText: third }).waitFor({ state: 'detached' })
  expect(await focused(page)).not.toBe('')
  await page.getByRole('button', { name: 'Undo' }).click()
  await titles.filter({ hasText: third }).waitFor()
  await page.getByText('Hidden (0)').waitFor()

  await page.getByLabel(`Select ${third}`).check()
  await page.getByRole('button', { name: 'Hide 1' }).click()
  await page.getByText('Hidden (1)').click()
  const hiddenOnes = rows(page, 'Hidden matches')
  await hiddenOnes.first().waitFor()
  expect(await hiddenOnes.locator('.match-title a').allInnerTexts()).toEqual([third])
  await lookAt(page, 'matches-hidden')
  await page.getByRole('button', { name: `Show ${third} again` }).click()
  await page.getByText('Nothing fits these filters').waitFor()
  await page.getByText('Hidden (0)').click()
  await titles.filter({ hasText: third }).waitFor()
  await titles.first().focus()
  for (const title of (await titles.allInnerTexts()).slice(1, 12)) {
    await page.keyboard.press('j')
    await expectFocus(page, title)
  }
  await page.waitForFunction(() => window.scrollY > 200)
  const at = await page.evaluate(() => window.scrollY)
  const opened = await focused(page)
  const isNew = rows(page).filter({ hasText: opened }).first().locator('.match-new')
  expect(await isNew.count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: opened, level: 1 }).waitFor()
  await until(async () => (await person.client.matches.list.query({ search: opened })).items[0]?.seenAt)
  await page.goBack()
  await titles.filter({ hasText: opened }).first().waitFor()
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - at)).toBeLessThan(5)
  await isNew.waitFor({ state: 'detached' })
  await browser.close()
})

test('what the server refuses is put back with words', async () => {
  const browser = await openBrowser({ width: 390 })
  const { page } = browser
  browser.expectConsoleError(/500|ERR_FAILED/)
  await carrySession(browser.context, app, person)
  await page.goto(`${app.url}/matches`)
  const title = await rows(page).first().locator('.match-title a').innerText()
  await page.route(/matches\.hideMany/, (route) => route.abort())
  await page
    .getByRole('button', { name: `Hide ${title}` })
    .first()
    .click()
  await page.getByText('That did not work').waitFor()
  expect(await rows(page).first().locator('.match-title a').innerText()).toBe(title)
  await browser.close()
})

test('a posting’s words and its requirements lead to each other', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await carrySession(browser.context, app, person)
  const match = await best('strong')
  const details = await person.client.matches.get.query({ id: match.id })
  await page.goto(`${app.url}/postings/${match.postingId}?match=${match.id}`)
  await page.getByText(match.verdictWords).waitFor()
  const marks = page.locator('.marked-posting a')
  const items = page.locator('.proof-item')
  expect(await items.count()).toBe(details.requirements.length)
  await lookAt(page, 'posting')

  const last = items.last()
  await last.getByRole('button').click()
  const marked = page.locator('.posting-mark.active').first()
  await marked.waitFor()
  expect(await last.innerText()).toContain((await marked.innerText()).trim())
  await marks.first().click()
  const active = page.locator('.proof-item.active')
  expect(await active.innerText()).toContain((await marks.first().innerText()).trim())
  expect(await active.getByRole('button').evaluate((button) => button === document.activeElement)).toBe(true)
  const before = await focused(page)
  await page.keyboard.press('j')
  await page.waitForFunction((words) => document.activeElement?.textContent !== words, before)
  const proof = active.getByRole('list', { name: 'Proof in your résumé' }).getByRole('link').first()
  expect(await proof.getAttribute('href')).toContain(`/resumes/${match.resumeId}?version=`)
  await page.getByRole('button', { name: /^Met / }).click()
  expect(search(page).get('show')).toBe('met')

  await page.setViewportSize({ width: 390, height: 844 })
  await items.first().getByRole('button').first().click()
  await page.getByRole('button', { name: 'Show in the posting' }).click()
  await page.locator('.posting-mark.active').first().waitFor()
  await page.locator('.posting-mark.active').first().click()
  await page.locator('.proof-item.active').waitFor()
  await lookAt(page, 'posting-marked')
  await browser.close()
})

test('a blocked posting says why; saving and applying can be taken back; a letter is drafted', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await carrySession(browser.context, app, person)
  const blocked = await best('blocked')
  await page.goto(`${app.url}/postings/${blocked.postingId}`)
  await page.getByRole('list', { name: 'Conditions' }).getByText('Fails').first().waitFor()
  await lookAt(page, 'posting-blocked')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved to your applications.').waitFor()
  await page.getByRole('button', { name: 'I applied' }).click()
  await page.getByText('Noted: you applied today.').waitFor()
  const timeline = page.locator('.aside-timeline')
  await timeline.getByText('Saved → Applied').waitFor()
  await page
    .getByRole('alert')
    .filter({ hasText: 'you applied today' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await page.getByRole('button', { name: 'I applied' }).waitFor()
  await page.getByRole('button', { name: 'More for this posting' }).click()
  await page.getByRole('menuitem', { name: 'Hide from matches' }).click()
  await page.locator('.verdict-card').getByText('Hidden', { exact: true }).waitFor()

  const strong = await best('strong')
  await page.goto(`${app.url}/postings/${strong.postingId}`)
  await page.getByRole('button', { name: 'Match again' }).click()
  await page.getByRole('button', { name: 'Match again' }).and(page.locator(':not([data-loading])')).waitFor()
  await page.getByRole('button', { name: 'Draft a letter' }).click()
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/)
  await page.goBack()
  await page.getByRole('link', { name: 'Open the draft' }).waitFor()
  expect(
    await page.getByRole('list', { name: 'Letters for this posting' }).getByRole('listitem').count(),
  ).toBe(1)
  await browser.close()
})

test('addresses that lead nowhere, and pages with nothing yet, say what to do', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/40[04]/)
  const newcomer = await signInQuietly(browser.context, app, 'new@example.org')
  await page.goto(`${app.url}/matches`)
  await page.getByText('No résumé yet').waitFor()
  await lookAt(page, 'matches-no-resume')
  for (const path of ['nonsense', (await best('strong')).postingId]) {
    await page.goto(`${app.url}/postings/${path}`)
    await page.getByRole('heading', { name: 'There is no such posting' }).waitFor()
  }
  await newcomer.upload('mira.docx', await sampleResume())
  await page.goto(`${app.url}/matches`)
  await page.getByText('No posting yet').waitFor()
  expect(await page.getByRole('link', { name: 'Add a posting' }).getAttribute('href')).toContain(
    '/postings/new',
  )
  await browser.close()
})

test('a match that is older than its résumé says so, and is made again', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const mira = await signInQuietly(browser.context, app, 'mira@example.org')
  const ready = (version: number) => async () => {
    const [resume] = (await mira.client.resumes.list.query({})).items
    return resume?.version === version && resume.state === 'ready' && resume.id
  }
  const finished = (runId: string) =>
    until(async () => {
      const run = await mira.client.agents.run.query({ id: runId })
      return run.state === 'succeeded' && (run.result ?? {})
    })
  await mira.upload('mira.docx', await sampleResume())
  const resumeId = await until(ready(1))
  const { runId } = await mira.client.postings.captureText.mutate({ text: samplePosting })
  const postingId = String((await finished(runId))['postingId'])
  await finished((await mira.client.matches.start.mutate({ postingId })).runId)
  await mira.upload('mira.docx', await sampleResume(', Kubernetes'), `?resumeId=${resumeId}`)
  await until(ready(2))

  // A mistyped match and a run that never was: the newest match is shown, and one can go on.
  browser.expectConsoleError(/404/)
  const nobody = crypto.randomUUID()
  await page.goto(`${app.url}/postings/${postingId}?match=${nobody}&run=${nobody}`)
  await page.getByText('There is no such run').waitFor()
  await page.getByText('Your résumé has a newer version than this match read').waitFor()
  await page.getByRole('button', { name: 'Match again' }).click()
  await page.getByText('Your résumé has a newer version').waitFor({ state: 'detached' })
  await page.waitForFunction(() => !new URL(location.href).searchParams.has('run'))
  const kubernetes = page.locator('.proof-item').filter({ hasText: 'Kubernetes' }).first()
  expect(await kubernetes.innerText()).toContain('Met')
  await browser.close()
})

test('a thousand matches are read to the last one, few of them drawn', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const rich = await signInQuietly(browser.context, app, 'thousand@example.org')
  const seeded = manyMatches(1_000)
  await asWorker(app.ctx.db, (tx) => storeMany(tx, rich.userId, seeded, { asked: true }))
  const shown = seeded.filter(({ hidden }) => !hidden).length
  await page.goto(`${app.url}/matches`)
  await rows(page).first().waitFor()
  const end = page.locator(`[aria-posinset="${shown}"]`)
  await until(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    return (await end.count()) === 1
  }, 20_000)
  expect(await rows(page).count()).toBeLessThan(60)
  await page.getByLabel('Search matches').fill('nurse 10')
  await page.getByText('Crane operator').first().waitFor({ state: 'detached' })
  expect(await rows(page).first().innerText()).toContain('Night nurse')
  await browser.close()
})
