import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
})
afterAll(() => app.close())

type NewApplication = Parameters<Person['client']['applications']['create']['mutate']>[0]

/** Oldest first; the page shows the newest first. */
async function withApplications(person: Person, applications: NewApplication[]): Promise<void> {
  for (const application of applications) await person.client.applications.create.mutate(application)
}

const three: NewApplication[] = [
  { title: 'Baker', organization: 'Harbour Bakery', stage: 'saved', url: 'https://example.org/baker' },
  { title: 'Carpenter', organization: 'Oak & Sons', stage: 'applied' },
  { title: 'Clerk', organization: 'Northlight Ferries', stage: 'applied' },
]

const undo = (page: Page, words: string) =>
  page.getByRole('alert').filter({ hasText: words }).getByRole('button', { name: 'Undo' }).click()
const rows = (page: Page) => page.getByRole('list', { name: 'Applications' }).getByRole('listitem')
const row = (page: Page, title: string) => rows(page).filter({ hasText: title })

/** Name or words of what has the focus. */
function focused(page: Page): Promise<string> {
  const active = 'document.activeElement'
  return page.evaluate<string>(`${active}.ariaLabel || ${active}.textContent || ''`)
}

test('the first application is added by hand, with every mistake said at its field', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'first@example.org')
  await page.goto(`${app.url}/applications`)
  await page.getByText('Nothing tracked yet').waitFor()
  await lookAt(page, 'applications-empty')
  await page.getByRole('link', { name: 'Add one by hand' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add an application by hand' })
  await dialog.getByLabel('Organisation').fill('Harbour Bakery')
  await dialog.getByLabel('Address of the posting').fill('nowhere')
  await dialog.getByLabel('Since').fill('2999-01-01')
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await dialog.getByText('Give the job’s title.').waitFor()
  await dialog.getByText(/Give a full address/).waitFor()
  await dialog.getByText('That day hasn’t come yet.').waitFor()
  await lookAt(page, 'application-add')

  // Closing, by mistake perhaps, keeps what was typed.
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Add by hand' }).click()
  expect(await dialog.getByLabel('Organisation').inputValue()).toBe('Harbour Bakery')
  await dialog.getByLabel('Title').fill('Baker')
  await dialog.getByLabel('Address of the posting').fill('example.org/baker')
  await dialog.getByLabel('Since').fill('2026-01-05')

  // So does a server that can't be reached.
  browser.expectConsoleError(/ERR_FAILED/)
  await page.route('**/applications.create**', (route) => route.abort())
  await page.keyboard.press('Enter')
  await dialog.getByText(/cannot be reached/).waitFor()
  await page.unroute('**/applications.create**')
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await row(page, 'Baker').waitFor()
  const { items } = await person.client.applications.list.query({})
  expect(items).toMatchObject([{ title: 'Baker', url: 'https://example.org/baker', stage: 'applied' }])
  expect(items[0]?.stageSince).toMatch(/^2026-01-05/)

  await undo(page, 'Baker was added.')
  await page.getByText('Nothing tracked yet').waitFor()
  await browser.close()
}, 120_000)

test('found by stage and words in the address, moved on in place by keyboard, taken back', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'mover@example.org')
  await withApplications(person, three)
  await page.goto(`${app.url}/applications`)
  await row(page, 'Baker').waitFor()
  await lookAt(page, 'applications')

  // Words and stages, kept by reload, left by Back.
  await page.getByRole('link', { name: 'Applied 2' }).click()
  await expect.poll(() => rows(page).count()).toBe(2)
  await page.getByLabel('Search').fill('oak')
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.reload()
  await row(page, 'Carpenter').waitFor()
  expect(page.url()).toContain('stage=applied&q=oak')
  expect(await page.getByLabel('Search').inputValue()).toBe('oak')
  await page.getByLabel('Search').fill('nobody has this')
  await page.getByText('None fits').waitFor()
  await page.getByRole('link', { name: 'Show all' }).click()
  await expect.poll(() => rows(page).count()).toBe(3)
  expect(await page.getByLabel('Search').inputValue()).toBe('')
  await page.getByLabel('Sort').selectOption('organization')
  await expect.poll(() => rows(page).first().innerText()).toContain('Baker')
  await page.goto(`${app.url}/applications?stage=applied`)
  await row(page, 'Clerk').waitFor()

  // All by keyboard: down, to the stage, closed as rejected. The row leaves this list; the focus goes on.
  await page.getByRole('link', { name: 'Clerk' }).focus()
  await page.keyboard.press('j')
  await expect.poll(() => focused(page)).toBe('Carpenter')
  await page.keyboard.press('k')
  await expect.poll(() => focused(page)).toBe('Clerk')
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toContain('Move Clerk')
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await lookAt(page, 'application-move')
  await page.getByRole('menuitem', { name: 'Rejected' }).focus()
  await page.keyboard.press('Enter')
  await row(page, 'Clerk').waitFor({ state: 'hidden' })
  await expect.poll(() => focused(page)).toBe('Carpenter')
  await page.getByRole('link', { name: 'Closed 1' }).waitFor()
  await undo(page, 'Clerk: Closed')
  await row(page, 'Clerk').waitFor()
  const clerk = async () =>
    (await person.client.applications.list.query({})).items.find(({ title }) => title === 'Clerk')
  await expect.poll(async () => (await clerk())?.stage).toBe('applied')
  expect((await clerk())?.outcome).toBeNull()

  // Moved elsewhere meanwhile: shown back as it is, with words.
  browser.expectConsoleError(/409/)
  const id = (await clerk())?.id ?? ''
  await person.client.applications.move.mutate({ id, to: 'offer' })
  await row(page, 'Clerk').getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Assessment' }).click()
  await page.getByText(/moved meanwhile/).waitFor()
  await row(page, 'Clerk').waitFor({ state: 'hidden' })
  expect((await clerk())?.stage).toBe('offer')
  await browser.close()
}, 120_000)

test('one application: fields that save themselves, its timeline, gone and back', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'keeper@example.org')
  await withApplications(person, three)
  const { items } = await person.client.applications.list.query({})
  const id = items.find(({ title }) => title === 'Baker')?.id ?? ''
  const stored = () => person.client.applications.get.query({ id })
  await page.goto(`${app.url}/applications/${id}`)
  await page.getByLabel('Note', { exact: true }).fill('Called on Monday')
  await page.getByRole('status', { name: 'Note: Saved' }).waitFor()
  expect((await stored()).note).toBe('Called on Monday')
  await page.getByLabel('Title', { exact: true }).fill(' ')
  await page.getByText('Give the job’s title.').waitFor()
  await page.getByLabel('Title', { exact: true }).fill('Head baker')
  await page.getByRole('heading', { name: 'Head baker', level: 1 }).waitFor()
  await lookAt(page, 'application')

  // Another window wrote the same field: both are shown, neither is lost.
  await person.client.applications.update.mutate({ id, note: 'From the phone' })
  await page.getByLabel('Note', { exact: true }).fill('Called on Monday, they call back')
  await page.getByText(/From the phone/).waitFor()
  await lookAt(page, 'application-conflict')
  await page.getByRole('button', { name: 'Keep mine: Note' }).click()
  await expect
    .poll(async () => (await stored()).note, { timeout: 10_000 })
    .toBe('Called on Monday, they call back')

  // The stage, and the last move back; the timeline keeps both.
  await page.getByRole('button', { name: /Move Head baker/ }).click()
  await page.getByRole('menuitem', { name: 'Final interview' }).click()
  await page.getByText('Saved → Final interview').waitFor()
  await page.getByRole('button', { name: /Take the last move back/ }).click()
  await page.getByText('Taken back: Saved again').waitFor()
  expect((await stored()).stage).toBe('saved')
  expect((await stored()).timeline).toHaveLength(3)

  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await row(page, 'Clerk').waitFor()
  expect(await row(page, 'Head baker').count()).toBe(0)
  await undo(page, 'Head baker was removed.')
  await row(page, 'Head baker').waitFor()
  browser.expectConsoleError(/404/)
  await page.goto(`${app.url}/applications/00000000-0000-4000-8000-000000000000`)
  await page.getByText('This application isn’t here').waitFor()
  await lookAt(page, 'application-missing')
  await browser.close()
}, 120_000)

test('many applications are a few rows at a time, all within reach', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  const person = await signInQuietly(context, app, 'many@example.org')
  await app.database.pool.query(
    `insert into application (id, user_id, title, organization, stage, note, created_at)
     select gen_random_uuid(), $1, 'Job ' || lpad(n::text, 3, '0'), 'Firm ' || n % 7, 'applied', '', now() - n * interval '1 minute'
     from generate_series(1, 230) n`,
    [person.userId],
  )
  await page.goto(`${app.url}/applications`)
  await page.getByRole('link', { name: 'Job 001' }).waitFor()
  expect(await rows(page).count()).toBeLessThan(40)
  expect(await rows(page).first().getAttribute('aria-setsize')).toBe('230')
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End')
        return page.getByRole('link', { name: 'Job 230' }).count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  expect(await rows(page).count()).toBeLessThan(40)
  await page.getByRole('link', { name: 'Job 230' }).click()
  await page.getByRole('heading', { name: 'Job 230' }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: 'Job 230' }).waitFor()
  await browser.close()
}, 120_000)
