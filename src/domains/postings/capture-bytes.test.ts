import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { fetchFail } from '../../platform/fetch/errors.ts'
import type { SafeFetch } from '../../platform/fetch/safe-fetch.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { readPosting } from './read-posting.ts'

const NOW = new Date('2026-11-20T08:00:00Z')

/** The internet of these tests: address → answer. What isn't there answers 404. */
let sites: Record<string, { type: string; body: string } | number> = {}
let asked: string[] = []

const fakeFetch: SafeFetch = async (url) => {
  asked.push(url)
  const answer = sites[url] ?? 404
  if (typeof answer === 'number') throw fetchFail('fetch_http_status', { data: { status: answer } })
  return { url, status: 200, contentType: answer.type, body: answer.body, fetchedAt: NOW }
}

let app: TestApp
let client: Client
let userId: string

beforeAll(async () => {
  app = await createTestApp({ fetch: fakeFetch })
})
afterAll(() => app.close())
let people = 0
beforeEach(async () => {
  sites = {}
  asked = []
  ;({ client, userId } = await app.tokenFor({ email: `person${++people}@example.test`, plan: 'pro' }))
})

async function finished({ runId }: { runId: string }) {
  return until(async () => {
    const run = await client.agents.run.query({ id: runId })
    return run.state === 'succeeded' || run.state === 'failed' ? run : null
  })
}

async function captured(started: { runId: string }) {
  const run = await finished(started)
  expect(run.words).toBe('Done')
  const id = String(run.result?.['postingId'])
  return { run, result: run.result ?? {}, posting: await client.postings.get.query({ id }) }
}

const greenhouseJob = {
  id: 4123,
  title: 'Data Engineer',
  absolute_url: 'https://boards.greenhouse.io/northwind/jobs/4123',
  location: { name: 'Oslo, Norway' },
  first_published: '2026-10-01T09:00:00-04:00',
  content:
    '&lt;p&gt;Northwind moves freight by rail.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Python and SQL&lt;/li&gt;&lt;li&gt;Norwegian B2&lt;/li&gt;&lt;/ul&gt;',
}
const apiUrl = 'https://boards-api.greenhouse.io/v1/boards/northwind/jobs/4123?pay_transparency=true'

describe('from an address', () => {
  test('a board’s link is read from the board’s API, and the original is kept', async () => {
    const body = JSON.stringify(greenhouseJob)
    sites[apiUrl] = { type: 'application/json', body }
    const { posting, run } = await captured(
      await client.postings.captureUrl.mutate({
        url: 'https://boards.greenhouse.io/northwind/jobs/4123?gh_src=abc',
      }),
    )
    expect(asked).toEqual([apiUrl])
    expect(posting.posting).toMatchObject({
      identifier: { source: 'greenhouse', board: 'northwind', value: '4123' },
      title: 'Data Engineer',
      hiringOrganization: { name: 'Northwind' },
      datePosted: '2026-10-01T13:00:00.000Z',
      jobLocation: [{ raw: 'Oslo, Norway', addressLocality: 'Oslo', addressCountry: 'NO' }],
    })
    expect(posting.text).toBe(
      'Data Engineer\nLocation: Oslo, Norway\n\nNorthwind moves freight by rail.\n\n- Python and SQL\n- Norwegian B2',
    )
    expect(posting.notices).toEqual([])
    expect(run.steps.map((step) => step.name)).toEqual(['receive', 'read', 'keep'])
    const snapshot = await client.postings.snapshot.query({ id: posting.id })
    expect(snapshot).toMatchObject({
      origin: 'fetched',
      url: apiUrl,
      contentType: 'application/json',
      text: body,
    })
  })

  test('when the API fails, the page is read; the posting is still known by the board’s id', async () => {
    const job = {
      '@type': 'JobPosting',
      title: 'Data Engineer',
      description: '<p>Moves data about trains for Northwind.</p>',
    }
    sites['https://boards.greenhouse.io/northwind/jobs/4123'] = {
      type: 'text/html',
      body: `<html><script type="application/ld+json">${JSON.stringify(job)}</script></html>`,
    }
    const { posting } = await captured(
      await client.postings.captureUrl.mutate({ url: 'https://boards.greenhouse.io/northwind/jobs/4123' }),
    )
    expect(posting.posting.identifier).toEqual({ source: 'greenhouse', board: 'northwind', value: '4123' })
    expect(asked).toEqual([apiUrl, 'https://boards.greenhouse.io/northwind/jobs/4123'])
  })

  test('an employer’s own page that embeds a board leads to the board', async () => {
    sites['https://northwind.example/careers?gh_jid=4123'] = {
      type: 'text/html',
      body: '<html><script src="https://boards.greenhouse.io/embed/job_board/js?for=northwind"></script><div id="grnhse_app"></div></html>',
    }
    sites[apiUrl] = { type: 'application/json', body: JSON.stringify(greenhouseJob) }
    const { posting } = await captured(
      await client.postings.captureUrl.mutate({ url: 'https://northwind.example/careers?gh_jid=4123' }),
    )
    expect(posting.posting.title).toBe('Data Engineer')
  })

  test('the posting that the address means is taken from a whole board', async () => {
    const job = (id: string, title: string) => ({
      id,
      title,
      jobUrl: `https://jobs.ashbyhq.com/northwind/${id}`,
      descriptionHtml: `<p>We are looking for somebody who enjoys ${title} work.</p>`,
      isListed: true,
    })
    sites['https://api.ashbyhq.com/posting-api/job-board/northwind?includeCompensation=true'] = {
      type: 'application/json',
      body: JSON.stringify({
        apiVersion: '1',
        jobs: [
          job('11111111-1111-4111-8111-111111111111', 'Plumber'),
          job('22222222-2222-4222-8222-222222222222', 'Welder'),
        ],
      }),
    }
    const url = 'https://jobs.ashbyhq.com/northwind/22222222-2222-4222-8222-222222222222/application'
    const { posting, result } = await captured(await client.postings.captureUrl.mutate({ url }))
    expect(posting.posting.title).toBe('Welder')
    expect(result).toMatchObject({ found: 2, number: 2, titles: ['Plumber', 'Welder'] })
  })

  test('a page that is gone ends with words, and leaves nothing behind', async () => {
    const run = await finished(
      await client.postings.captureUrl.mutate({ url: 'https://boards.greenhouse.io/northwind/jobs/999' }),
    )
    expect(run).toMatchObject({ state: 'failed', errorCode: 'posting_gone' })
    expect(run.words).toContain('no longer exists')
    const left = await asUser(app.ctx.db, userId, (tx) => exportUserData(tx, userId))
    expect(left).toEqual({ posting: [], posting_snapshot: [], posting_locator: [] })
  })

  test('a page without a posting leaves no snapshot behind either', async () => {
    sites['https://example.org/'] = {
      type: 'text/html',
      body: '<html><title>Hello</title><p>Nothing here.</p></html>',
    }
    const run = await finished(await client.postings.captureUrl.mutate({ url: 'https://example.org/' }))
    expect(run).toMatchObject({ state: 'failed', errorCode: 'posting_unrecognised' })
    const left = await asUser(app.ctx.db, userId, (tx) => exportUserData(tx, userId))
    expect(left['posting_snapshot']).toEqual([])
  })

  test('a note beside the posting says that it is closed; a hidden one says nothing', async () => {
    const job = {
      '@type': 'JobPosting',
      title: 'Cook',
      description: `<p>${'Cook soup for many people. '.repeat(5)}</p>`,
    }
    const page = (note: string) =>
      `<html><body>${note}<script type="application/ld+json">${JSON.stringify(job)}</script><h1>Cook</h1></body></html>`
    const closed = 'This job is no longer accepting applications.'
    sites['https://inn.example/1'] = { type: 'text/html', body: page(`<p>${closed}</p>`) }
    sites['https://inn.example/2'] = {
      type: 'text/html',
      body: page(`<p style="display: none">${closed}</p>`),
    }
    const first = await captured(await client.postings.captureUrl.mutate({ url: 'https://inn.example/1' }))
    expect(first.posting.notices).toEqual(['looks_closed'])
    const second = await captured(await client.postings.captureUrl.mutate({ url: 'https://inn.example/2' }))
    expect(second.posting.notices).not.toContain('looks_closed')
  })

  test.each(['ftp://example.org/x', 'example.org', 'javascript:alert(1)'])(
    '%s is no address',
    async (url) => {
      await expect(client.postings.captureUrl.mutate({ url })).rejects.toMatchObject({
        data: { code: 'BAD_REQUEST' },
      })
    },
  )
})

const pastedText = `Warehouse Lead
Harbour Logistics · Rotterdam, Netherlands

We keep the port's cold store running around the clock.

Requirements:
• Forklift licence
• Two years of leading a shift
`

describe('from text, files and by hand', () => {
  test('pasted text is kept word for word and read from its first lines', async () => {
    const { posting } = await captured(await client.postings.captureText.mutate({ text: pastedText }))
    expect(posting.text).toBe(pastedText.trim())
    expect(posting.posting).toMatchObject({
      title: 'Warehouse Lead',
      hiringOrganization: { name: 'Harbour Logistics' },
      jobLocation: [{ raw: 'Rotterdam, Netherlands', addressLocality: 'Rotterdam', addressCountry: 'NL' }],
    })
  })

  test('a file of a whole board gives its first posting and says how to choose', async () => {
    const jobs = [1, 2, 3].map((id) => ({
      ...greenhouseJob,
      id,
      title: `Engineer ${id}`,
      absolute_url: `https://boards.greenhouse.io/northwind/jobs/${id}`,
    }))
    const text = JSON.stringify({ jobs, meta: { total: 3 } })
    const { result, run } = await captured(
      await client.postings.captureFile.mutate({ fileName: 'board.txt', text }),
    )
    expect(result).toMatchObject({ found: 3, number: 1, title: 'Engineer 1' })
    expect(run.steps[1]?.words).toContain('Read 3 postings and took number 1: Engineer 1')
    for (const [pick, title] of [
      ['2', 'Engineer 2'],
      ['3', 'Engineer 3'],
      ['engineer 2', 'Engineer 2'],
    ] as const) {
      const again = await captured(
        await client.postings.captureFile.mutate({ fileName: 'board.txt', text, pick }),
      )
      expect(again.posting.posting.title).toBe(title)
    }
    const failed = await finished(
      await client.postings.captureFile.mutate({ fileName: 'board.txt', text, pick: 'Baker' }),
    )
    expect(failed).toMatchObject({ state: 'failed', errorCode: 'posting_choice_unknown' })
    expect(failed.words).toContain('1. Engineer 1')
  })

  test('bytes with NUL, a byte-order mark or another encoding are stored whole and read', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(pastedText, 'utf16le')])
    const { posting } = await captured(
      await client.postings.captureFile.mutate({ fileName: 'job.txt', base64: bytes.toString('base64') }),
    )
    expect(posting.posting.title).toBe('Warehouse Lead')
    const withNul = await captured(
      await client.postings.captureText.mutate({ text: `${pastedText}\u0000 extra` }),
    )
    expect(withNul.posting.text).not.toContain('\u0000')
  })

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'PDF'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'image'],
    ['a Word file', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'Word'],
  ])('%s is refused with words and stores nothing', async (_, bytes, word) => {
    const promise = client.postings.captureFile.mutate({ fileName: 'x', base64: bytes.toString('base64') })
    await expect(promise).rejects.toThrow(word)
  })

  test.each([
    ['{"jobs":[],"meta":{"total":0}}', 'board_empty'],
    ['{"ok":false,"error":"Document not found"}', 'posting_gone'],
    ['{"weather":"fine"}', 'posting_unrecognised'],
  ])('a file with %s fails as %s', async (text, code) => {
    const run = await finished(await client.postings.captureFile.mutate({ fileName: 'a.json', text }))
    expect(run).toMatchObject({ state: 'failed', errorCode: code })
  })

  test('a posting typed by hand needs a title only', async () => {
    const { posting } = await captured(
      await client.postings.createByHand.mutate({
        title: 'Gardener',
        organization: 'City of Ghent',
        location: 'Ghent, Belgium',
      }),
    )
    expect(posting.posting).toMatchObject({
      title: 'Gardener',
      hiringOrganization: { name: 'City of Ghent' },
      jobLocation: [{ addressLocality: 'Ghent', addressCountry: 'BE' }],
      descriptionText: '',
    })
    expect(posting.notices).toEqual(['no_description'])
    expect(posting.text).toBe('Gardener\nCompany: City of Ghent\nLocation: Ghent, Belgium')
  })
})

describe('notices and duplicates', () => {
  test('the same source id is the same posting; the new original is kept beside the first', async () => {
    const text = JSON.stringify(greenhouseJob)
    const first = await captured(await client.postings.captureFile.mutate({ fileName: 'a.json', text }))
    const second = await captured(await client.postings.captureFile.mutate({ fileName: 'b.json', text }))
    expect(second.posting.id).toBe(first.posting.id)
    expect(second.result).toMatchObject({ existing: true })
    expect((await client.postings.list.query({})).items).toHaveLength(1)
    const rows = await asUser(app.ctx.db, userId, (tx) => exportUserData(tx, userId))
    expect(rows['posting_snapshot']).toHaveLength(2)
  })

  test('captures of the same posting at once keep one', async () => {
    const text = JSON.stringify(greenhouseJob)
    const runs = await Promise.all(
      [1, 2, 3, 4].map((n) => client.postings.captureFile.mutate({ fileName: `${n}.json`, text })),
    )
    const ids = new Set((await Promise.all(runs.map(captured))).map(({ posting }) => posting.id))
    expect(ids.size).toBe(1)
  })

  test('the same job from elsewhere is kept and named as a possible duplicate', async () => {
    const first = await captured(
      await client.postings.captureFile.mutate({ fileName: 'a.json', text: JSON.stringify(greenhouseJob) }),
    )
    const lever = {
      id: '5d54d69b-e940-452e-b892-1170aa60f095',
      text: 'Data Engineer (m/f/d)',
      hostedUrl: 'https://jobs.lever.co/northwind/5d54d69b-e940-452e-b892-1170aa60f095',
      categories: { location: 'Oslo' },
      description: '<p>Northwind is looking for an engineer who knows data.</p>',
    }
    const second = await captured(
      await client.postings.captureFile.mutate({ fileName: 'b.json', text: JSON.stringify(lever) }),
    )
    expect(second.posting.id).not.toBe(first.posting.id)
    expect(second.posting.notices).toContain('possible_duplicate')
    expect(second.posting.duplicates).toMatchObject([{ id: first.posting.id, title: 'Data Engineer' }])
    const other = await captured(
      await client.postings.captureFile.mutate({
        fileName: 'c.json',
        text: JSON.stringify({
          ...lever,
          id: '6d54d69b-e940-452e-b892-1170aa60f095',
          text: 'Train Driver',
          hostedUrl: 'https://jobs.lever.co/northwind/6d54d69b-e940-452e-b892-1170aa60f095',
          description: '<p>Drive freight trains between Oslo and Bergen, by day and by night.</p>',
        }),
      }),
    )
    expect(other.posting.notices).toEqual([])
  })

  test('a posting that looks closed, and one with a figure that can’t be true, say so', async () => {
    const closed = { ...greenhouseJob, application_deadline: '2026-01-31' }
    const first = await captured(
      await client.postings.captureFile.mutate({ fileName: 'a.json', text: JSON.stringify(closed) }),
    )
    expect(first.posting.notices).toEqual(['looks_closed'])
    expect(first.posting.noticeWords[0]).toContain('open until 2026-01-31')
    const odd = {
      ...greenhouseJob,
      id: 5,
      absolute_url: 'https://boards.greenhouse.io/northwind/jobs/5',
      title: 'Clerk',
      pay_input_ranges: [{ min_cents: 7500, max_cents: 9500, currency_type: 'USD', title: 'Annual salary' }],
    }
    const second = await captured(
      await client.postings.captureFile.mutate({ fileName: 'a.json', text: JSON.stringify(odd) }),
    )
    expect(second.posting.notices).toContain('suspect_salary')
  })
})

describe('a person’s own', () => {
  test('lists are paged newest first and searchable', async () => {
    for (const n of [1, 2, 3]) {
      await captured(
        await client.postings.captureText.mutate({
          text: `Teacher ${n}\nSchool ${n}\n\nTeach children number ${n} how to read 100% of books.`,
        }),
      )
    }
    const first = await client.postings.list.query({ limit: 2 })
    expect(first.items.map((item) => item.title)).toEqual(['Teacher 3', 'Teacher 2'])
    const second = await client.postings.list.query({ limit: 2, cursor: first.nextCursor })
    expect(second.items.map((item) => item.title)).toEqual(['Teacher 1'])
    expect(second.nextCursor).toBeNull()
    expect(
      (await client.postings.list.query({ search: 'number 2' })).items.map((item) => item.title),
    ).toEqual(['Teacher 2'])
    expect((await client.postings.list.query({ search: '100%' })).items).toHaveLength(3)
    expect((await client.postings.list.query({ search: '1%0' })).items).toHaveLength(0)
  })

  test('nobody else sees, changes or removes it', async () => {
    const { posting } = await captured(await client.postings.captureText.mutate({ text: pastedText }))
    const other = await app.tokenFor({ email: `other${people}@example.test` })
    const notFound = { data: { code: 'NOT_FOUND' } }
    await expect(other.client.postings.get.query({ id: posting.id })).rejects.toMatchObject(notFound)
    await expect(other.client.postings.snapshot.query({ id: posting.id })).rejects.toMatchObject(notFound)
    await expect(other.client.postings.remove.mutate({ id: posting.id })).rejects.toMatchObject(notFound)
    expect((await other.client.postings.list.query({})).items).toEqual([])
    const read = await asUser(app.ctx.db, other.userId, (tx) => readPosting(tx, other.userId, posting.id))
    expect(read).toBeNull()
  })

  test('removing takes the originals too; export and erasure cover every table', async () => {
    const { posting } = await captured(await client.postings.captureText.mutate({ text: pastedText }))
    const rows = await asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
    expect(Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, found.length]))).toEqual({
      posting: 1,
      posting_snapshot: 1,
      posting_locator: 1,
    })
    const read = await asUser(app.ctx.db, userId, (tx) => readPosting(tx, userId, posting.id))
    expect(read).toMatchObject({ id: posting.id, text: posting.text, notices: [] })
    await client.postings.remove.mutate({ id: posting.id })
    await captured(await client.postings.captureText.mutate({ text: pastedText }))
    await asWorker(app.ctx.db, (tx) => eraseUserData(tx, userId))
    const left = await asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
    expect(Object.values(left).flat()).toEqual([])
  })
})

const root = process.env['FIXTURES_DIR']
describe.skipIf(!root)('true payloads (FIXTURES_DIR)', () => {
  const files: [string, string][] = [
    ['greenhouse/amplitude.jobs.content-true.json', 'Customer Data Scientist - Experimentation'],
    ['personio/docs-shape.synthetic.xml', 'Office- und Feelgood Manager (m/w)'],
    ['weworkremotely/feed.rss', 'Account Executive DACH'],
    ['jsonld/meridian.simple.html', 'Senior Platform Engineer'],
    ['smartrecruiters/automationanywhere.detail.json', ''],
  ]
  test.each(files)('%s is captured', async (file, title) => {
    const base64 = readFileSync(path.join(root ?? '', file)).toString('base64')
    const { posting } = await captured(
      await client.postings.captureFile.mutate({ fileName: 'payload', base64 }),
    )
    expect(posting.posting.title).toBe(title)
  })
})
