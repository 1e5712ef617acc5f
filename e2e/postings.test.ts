import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchFail } from '../src/platform/fetch/errors.ts'
import type { SafeFetch } from '../src/platform/fetch/safe-fetch.ts'
import { createTestApp, type Person, type TestApp } from '../src/testing/app.ts'
import { samplePosting, sampleResume } from '../src/testing/sample-files.ts'
import { until } from '../src/testing/until.ts'
import { openBrowser } from './browser.ts'
import { lookAt, signInQuietly } from './pages.ts'

const posting = (title: string, organization: string) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title,
  description: '<p>We repair boats.</p><p>Requirements</p><ul><li>Welding certificate</li></ul>',
  hiringOrganization: { '@type': 'Organization', name: organization },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Leeds', addressCountry: 'GB' } },
  datePosted: '2026-10-01',
})
const html = `<html><head><title>Job</title><script type="application/ld+json">${JSON.stringify(
  posting('Boat Welder', 'Harbour Works'),
)}</script></head><body></body></html>`

/** The internet of these tests: one posting, one page that never comes, and nothing else. */
const fakeFetch: SafeFetch = async (url, { signal } = {}) => {
  if (url.startsWith('https://jobs.example/slow')) {
    await new Promise((_, reject) =>
      signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true }),
    )
  }
  if (!url.startsWith('https://jobs.example/welder')) {
    throw fetchFail('fetch_http_status', { data: { status: 404 } })
  }
  return { url, status: 200, contentType: 'text/html', body: html, fetchedAt: new Date() }
}

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ webFolder: 'dist/web', fetch: fakeFetch })
})
afterAll(() => app.close())

async function withResume(person: Person): Promise<void> {
  await person.upload('mira.docx', await sampleResume())
  await until(async () => (await person.client.resumes.list.query({})).items[0]?.state === 'ready')
}

async function keep(person: Person, text: string): Promise<void> {
  const { runId } = await person.client.postings.captureText.mutate({ text })
  await until(async () => (await person.client.agents.run.query({ id: runId })).state === 'succeeded')
}

const preview = (page: Page) => page.getByRole('button', { name: 'Preview' }).click()
const titled = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

test('pasted text is seen, corrected, kept and matched by itself', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'paste@example.org')
  await withResume(person)
  await page.goto(`${app.url}/postings/new?way=paste`)
  await preview(page)
  await page.getByText('Paste the text of the posting.').waitFor()
  await page.getByLabel('Text of the posting').fill(samplePosting)
  await lookAt(page, 'add-posting-paste')
  await preview(page)
  await page.getByRole('heading', { name: 'As it was read' }).waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('Backend Engineer')
  expect(await page.getByLabel('Match it with mira.docx').isChecked()).toBe(true)
  await lookAt(page, 'add-posting-preview')
  await page.reload()
  await page.getByLabel('Title').fill('Backend Engineer, Booking')
  await page.getByRole('button', { name: 'Keep this posting' }).click()
  await titled(page, 'Backend Engineer, Booking')
  await page.getByRole('heading', { name: 'Verdict' }).waitFor()
  await page.getByText('5 of 5 musts met').waitFor()

  const again = samplePosting.replace('Backend Engineer', 'Backend Engineer, Booking')
  await page.goto(`${app.url}/postings/new?way=paste`)
  await page.getByLabel('Text of the posting').fill(again)
  await preview(page)
  await page.getByText('looks like the same job').waitFor()
  await page.goBack()
  expect(await page.getByRole('textbox', { name: 'Text of the posting' }).inputValue()).toBe(again)
  await browser.close()
})

test('an address is fetched, refused in words, broken off, and told from text', async () => {
  const browser = await openBrowser()
  const { page } = browser
  browser.expectConsoleError(/4\d\d/) // a refused preview is also a failed request
  await signInQuietly(browser.context, app, 'address@example.org')
  await page.goto(`${app.url}/postings/new`)
  const address = page.getByLabel('Address of the posting')
  await address.fill('senior welder')
  await preview(page)
  await page.getByText('This is no web address').waitFor()
  await address.fill('http://127.0.0.1:5432/')
  await preview(page)
  const refusal = page.getByRole('alert')
  await refusal.waitFor()
  expect(await address.inputValue()).toBe('http://127.0.0.1:5432/')
  await lookAt(page, 'add-posting-refused')

  await address.fill('https://jobs.example/slow')
  await preview(page)
  await page.getByText('Fetching the page').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Fetching the page').waitFor({ state: 'detached' })
  expect(await address.inputValue()).toBe('https://jobs.example/slow')

  await page.getByRole('tab', { name: 'Paste' }).click()
  expect(new URL(page.url()).searchParams.get('way')).toBe('paste')
  await page.getByLabel('Text of the posting').fill('jobs.example/welder')
  await page.getByText('This is an address.').waitFor()
  await page.getByRole('button', { name: 'Fetch this address' }).click()
  await page.getByText('To see how it fits you').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('Boat Welder')
  await page.getByRole('button', { name: 'Keep this posting' }).click()
  await titled(page, 'Boat Welder')
  await page.getByText('There is no résumé to match with').waitFor()
  await lookAt(page, 'posting-without-resume')
  await page.getByText('Show the original').click()
  await page.getByRole('region', { name: 'Original text' }).getByText('Harbour Works').waitFor()
  await browser.close()
})

test('of several postings in a dropped file one is chosen', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await signInQuietly(browser.context, app, 'file@example.org')
  await page.goto(`${app.url}/postings/new?way=file`)
  await page.getByText('Drop a file here').waitFor()
  await lookAt(page, 'add-posting-file')
  const body = JSON.stringify([
    posting('Boat Welder', 'Harbour Works'),
    posting('Sail Maker', 'Harbour Works'),
  ])
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'jobs.json', { type: 'application/json' }))
    return data
  }, body)
  await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer })
  await page.getByRole('combobox', { name: 'This holds 2 postings' }).click()
  await page.getByRole('option', { name: /Sail Maker/ }).click()
  await page.waitForURL(/pick=2/)
  const title = page.getByRole('textbox', { name: 'Title' })
  await until(async () => (await title.inputValue()) === 'Sail Maker')
  await page.getByRole('button', { name: 'Keep this posting' }).click()
  await titled(page, 'Sail Maker')
  expect(await page.title()).toBe('Sail Maker, Harbour Works · JobPilot')
  await browser.close()
})

test('by hand, with the keyboard alone', async () => {
  const browser = await openBrowser()
  const { page } = browser
  await signInQuietly(browser.context, app, 'hand@example.org')
  await page.goto(`${app.url}/postings/new?way=by-hand`)
  await page.getByLabel('Title').press('Enter')
  await page.getByText('Give the job’s title.').waitFor()
  await page.getByLabel('Title').fill('Lighthouse Keeper')
  await page.getByLabel('Address (optional)').fill('not an address')
  await page.getByLabel('Title').press('Enter')
  await page.getByText('This is no web address.').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('Lighthouse Keeper')
  await page.getByLabel('Address (optional)').fill('')
  await lookAt(page, 'add-posting-by-hand')
  await page.getByLabel('Title').press('Enter')
  await page.getByRole('heading', { name: 'As it was read' }).waitFor()
  await page.getByRole('textbox', { name: 'Organisation' }).press('Enter')
  await titled(page, 'Lighthouse Keeper')
  await browser.close()
})

test('the list is searched, matched and tidied up', async () => {
  const browser = await openBrowser()
  const { page } = browser
  const person = await signInQuietly(browser.context, app, 'list@example.org')
  await page.goto(`${app.url}/postings`)
  await page.getByText('No posting yet').waitFor()
  await lookAt(page, 'postings-empty')
  await keep(person, samplePosting)
  await keep(
    person,
    samplePosting.replace('Backend Engineer', 'Night Porter').replace('Northlight', 'Greyrock'),
  )
  await withResume(person)
  await page.getByRole('button', { name: 'Match all' }).click()
  const rows = page.getByRole('list', { name: 'Postings' }).getByRole('listitem')
  await rows.filter({ hasText: 'Backend Engineer' }).getByText('Strong fit').waitFor()
  await lookAt(page, 'postings-list')

  await page.getByLabel('Search postings').fill('porter')
  await rows.filter({ hasText: 'Backend' }).waitFor({ state: 'detached' })
  await page.waitForURL(/q=porter/)
  await page.reload()
  await rows.filter({ hasText: 'Night Porter' }).waitFor()
  await page.getByRole('button', { name: 'Remove Night Porter' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('No posting holds “porter”').waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await rows.filter({ hasText: 'Backend Engineer' }).waitFor()
  expect(await rows.count()).toBe(1)
  await browser.close()
})

test('a list that cannot be read says so and is read again', async () => {
  const browser = await openBrowser({ width: 390 })
  const { page } = browser
  browser.expectConsoleError(/ERR_FAILED/)
  await signInQuietly(browser.context, app, 'broken@example.org')
  await page.goto(`${app.url}/postings/new`)
  await page.route(/postings\.list/, (route) => route.abort())
  await page.getByRole('link', { name: 'Postings' }).first().click()
  await page.getByText('The server cannot be reached').waitFor({ timeout: 20_000 })
  await page.unroute(/postings\.list/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('No posting yet').waitFor()
  expect(await page.getByText('The server cannot be reached').count()).toBe(0)
  await browser.close()
})
