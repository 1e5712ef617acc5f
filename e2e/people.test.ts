import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { openBrowser } from './browser.ts'
import { carrySession, lookAt, signInQuietly } from './pages.ts'

let app: TestApp
let admin: Person
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web' })
  await app.tokenFor({ email: 'root@example.org', role: 'admin' })
  admin = await app.signIn('root@example.org')
})
afterAll(() => app.close())

const soon = { timeout: 10_000 }

test('people are found, and one gets a role, a plan, and is suspended and restored with reasons', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  await carrySession(context, app, admin)
  await app.signIn('ada@example.org')
  await app.tokenFor({ email: 'pro@example.org', plan: 'pro' })
  await page.goto(`${app.url}/today`)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click()
  const people = page.getByRole('list', { name: 'People' }).getByRole('listitem')
  await expect.poll(() => people.count(), soon).toBe(3)
  await lookAt(page, 'people')
  await page.getByRole('combobox', { name: 'Plan' }).selectOption('pro')
  await expect.poll(() => people.count(), soon).toBe(1)
  await page.getByRole('searchbox', { name: 'Address or name' }).fill('nobody')
  await page.getByText('Nobody fits').waitFor()
  await page.reload()
  expect(new URL(page.url()).search).toBe('?q=nobody&plan=pro')
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await page.getByRole('searchbox', { name: 'Address or name' }).fill('ada')
  await expect.poll(() => people.count(), soon).toBe(1)
  await page.getByRole('link', { name: 'ada@example.org' }).click()

  await page.getByRole('heading', { name: 'ada@example.org', level: 1 }).waitFor()
  const dialog = page.getByRole('dialog')
  const because = async (reason: string) => {
    await dialog.getByLabel('Reason').fill(reason)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: 'Change the role' }).click()
  await dialog.getByLabel('Role').selectOption('operator')
  await because('Helps with the jobs')
  const standing = page.getByRole('region', { name: 'Standing' })
  await standing.getByText('Operator').first().waitFor()
  await page.getByRole('button', { name: 'Change the plan' }).click()
  await dialog.getByLabel('Plan').selectOption('pro')
  await because('Paid by invoice')
  await page.getByRole('button', { name: 'Suspend' }).click()
  await because('Sends spam')
  await standing.getByText('Suspended').waitFor()
  const audit = page.getByRole('list', { name: 'What was done' })
  await audit.getByText('“Sends spam”').waitFor()
  await lookAt(page, 'person')

  // What the suspended person sees.
  const theirs = await openBrowser()
  theirs.expectConsoleError(/40[13]/)
  const reached = await app.signIn('ada@example.org').catch(() => null)
  expect(reached).toBeNull()
  await theirs.close()

  await page.getByRole('button', { name: 'Restore' }).click()
  await because('It was somebody else')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await because('To be safe')
  await audit.getByText('“To be safe”').waitFor()
  await browser.close()
}, 120_000)

test('a suspended person is told so, wherever they land', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  browser.expectConsoleError(/403/)
  const person = await signInQuietly(context, app, 'sam@example.org')
  await admin.client.people.suspend.mutate({ id: person.userId, reason: 'Sends spam' })
  await page.goto(`${app.url}/matches`)
  await page.getByRole('heading', { name: 'This account is suspended' }).waitFor()
  await lookAt(page, 'suspended')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail address').waitFor()
  await browser.close()
}, 120_000)

test('the page is for administrators', async () => {
  const browser = await openBrowser()
  const { page, context } = browser
  await signInQuietly(context, app, 'someone@example.org')
  await page.goto(`${app.url}/people`)
  await page.getByRole('heading', { name: 'This page is for administrators' }).waitFor()
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0)
  await browser.close()
}, 120_000)
