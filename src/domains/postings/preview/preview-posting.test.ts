import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../client.ts'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import { until } from '../../../testing/until.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { fetchFail } from '../../../platform/fetch/errors.ts'
import type { SafeFetch } from '../../../platform/fetch/safe-fetch.ts'
import { exportUserData } from '../export-user-data.ts'
import { fetchOriginal } from './fetch-original.ts'
import { sweepPreviews } from './sweep-previews.ts'

const NOW = new Date('2026-11-20T08:00:00Z')
const HANGING = 'https://slow.example/job'

/** The internet of these tests: address → answer. What isn't there answers 404. */
let sites: Record<string, string> = {}
let asked: string[] = []
/** What ended the fetch of the address that never answers. */
let stoppedBy: unknown

const fakeFetch: SafeFetch = async (url, { signal } = {}) => {
  asked.push(url)
  if (url === HANGING) {
    await new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        stoppedBy = signal.reason
        reject(new Error('the connection was cut'))
      })
    })
  }
  const body = sites[url]
  if (body === undefined) throw fetchFail('fetch_http_status', { data: { status: 404 } })
  return { url, status: 200, contentType: 'application/json', body, fetchedAt: NOW }
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
  stoppedBy = undefined
  ;({ client, userId } = await app.tokenFor({ email: `person${++people}@example.test`, plan: 'pro' }))
})

async function kept(started: { runId: string }) {
  const run = await until(async () => {
    const found = await client.agents.run.query({ id: started.runId })
    return found.finishedAt === null ? null : found
  })
  expect(run.words).toBe('Done')
  const id = String(run.result?.['postingId'])
  return { result: run.result ?? {}, ...(await client.postings.get.query({ id })) }
}

const stored = () => asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
// An export is rows of any table.
const snapshots = async () =>
  (await stored())['posting_snapshot'] as { id: string; posting_id: string | null }[]

const job = (id: string, title: string) => ({
  id,
  title,
  jobUrl: `https://jobs.ashbyhq.com/northwind/${id}`,
  descriptionHtml: `<p>We are looking for somebody who enjoys ${title} work and who likes trains.</p>`,
  isListed: true,
})
const plumber = '11111111-1111-4111-8111-111111111111'
const welder = '22222222-2222-4222-8222-222222222222'
const boardUrl = 'https://jobs.ashbyhq.com/northwind'
const boardApi = 'https://api.ashbyhq.com/posting-api/job-board/northwind?includeCompensation=true'
const board = JSON.stringify({ apiVersion: '1', jobs: [job(plumber, 'Plumber'), job(welder, 'Welder')] })

const pastedText = `Ward Nurse (m/f/d)
St. Example Hospital, Leeds
What you bring
- A nursing diploma
- Two years of experience on a surgical ward`

describe('a preview', () => {
  test('shows what capturing would keep, keeps nothing, and is then kept word for word', async () => {
    const preview = await client.postings.preview.mutate({ text: pastedText })
    expect(preview).toMatchObject({ found: 1, number: 1, existing: null, duplicateOf: null, notices: [] })
    expect(preview.posting).toMatchObject({ title: 'Ward Nurse (m/f/d)', raw: null })
    expect((await client.postings.list.query({})).items).toEqual([])
    const posting = await kept(await client.postings.keep.mutate({ snapshotId: preview.snapshotId }))
    expect(posting.text).toBe(preview.text)
    expect(posting.posting).toEqual(preview.posting)
    expect(await snapshots()).toMatchObject([{ id: preview.snapshotId, posting_id: posting.id }])
  })

  test('of an address is fetched once, however often it is chosen from and kept', async () => {
    sites[boardApi] = board
    const first = await client.postings.preview.mutate({ url: boardUrl, pick: 'Plumber' })
    expect(first).toMatchObject({ found: 2, number: 1, titles: ['Plumber', 'Welder'] })
    const second = await client.postings.preview.mutate({ snapshotId: first.snapshotId, pick: '2' })
    expect(second).toMatchObject({ snapshotId: first.snapshotId, number: 2, posting: { title: 'Welder' } })
    const posting = await kept(await client.postings.keep.mutate({ snapshotId: second.snapshotId }))
    expect(posting.posting.title).toBe('Welder')
    expect(asked.filter((url) => url === boardApi)).toHaveLength(1)

    // The posting has its original; the other one gets a copy, and so does another look.
    const again = await client.postings.preview.mutate({ snapshotId: first.snapshotId, pick: '1' })
    expect(again.snapshotId).not.toBe(first.snapshotId)
    const other = await kept(await client.postings.keep.mutate({ snapshotId: first.snapshotId, pick: '1' }))
    expect(other.posting.title).toBe('Plumber')
    const owners = (await snapshots()).map((row) => row.posting_id)
    expect(owners).toHaveLength(3)
    expect(new Set(owners)).toEqual(new Set([posting.id, other.id, null]))
    expect(asked.filter((url) => url === boardApi)).toHaveLength(1)
    expect((await client.postings.snapshot.query({ id: posting.id })).text).toBe(board)
  })

  test('takes what the person corrects: title, organisation, place and address', async () => {
    sites[boardApi] = board
    const { snapshotId } = await client.postings.preview.mutate({ url: `${boardUrl}/${plumber}` })
    const corrections = {
      title: '  Senior  Plumber ',
      organization: 'Northwind Rail',
      location: 'Oslo, Norway',
    }
    const url = 'https://northwind.example/jobs/plumber'
    const { posting, text } = await kept(
      await client.postings.keep.mutate({ snapshotId, ...corrections, url }),
    )
    expect(posting).toMatchObject({
      identifier: { source: 'ashby', value: plumber },
      title: 'Senior Plumber',
      hiringOrganization: { name: 'Northwind Rail' },
      jobLocation: [{ raw: 'Oslo, Norway', addressCountry: 'NO' }],
      url,
    })
    expect(text).toContain('Company: Northwind Rail')
  })

  test('a corrected address never changes which of several is kept; a blank correction corrects nothing', async () => {
    sites[boardApi] = board
    const { snapshotId, posting } = await client.postings.preview.mutate({ url: `${boardUrl}/${welder}` })
    expect(posting.title).toBe('Welder')
    const corrected = { title: ' ', organization: '', location: '', url: `${boardUrl}/${plumber}` }
    const result = await kept(await client.postings.keep.mutate({ snapshotId, ...corrected }))
    expect(result.posting.title).toBe('Welder')
    expect(result.posting.hiringOrganization).toEqual(posting.hiringOrganization)
    expect(result.posting.jobLocation).toEqual(posting.jobLocation)
  })

  test('says what the person has already', async () => {
    sites[boardApi] = board
    const posting = await kept(await client.postings.captureUrl.mutate({ url: `${boardUrl}/${plumber}` }))
    const same = await client.postings.preview.mutate({ url: `${boardUrl}/${plumber}` })
    expect(same).toMatchObject({ existing: { id: posting.id, title: 'Plumber' }, duplicateOf: null })
    const text = `Plumber\nCompany: Northwind\n\n${posting.posting.descriptionText}`
    const like = await client.postings.preview.mutate({ text, title: 'Plumber', organization: 'Northwind' })
    expect(like).toMatchObject({
      existing: null,
      duplicateOf: {
        id: posting.id,
        title: 'Plumber',
        organization: posting.posting.hiringOrganization.name,
      },
      notices: ['possible_duplicate'],
    })
    expect(like.noticeWords).toEqual(['You may already have this posting.'])
  })

  test('reads files and typed fields too', async () => {
    const base64 = Buffer.from(board).toString('base64')
    const file = await client.postings.preview.mutate({ file: { fileName: 'b.json', base64 }, pick: welder })
    expect(file.posting.title).toBe('Welder')
    const typed = await client.postings.preview.mutate({
      byHand: {
        title: 'Gardener',
        organization: 'Elm Park',
        location: 'Hull, UK',
        text: 'You look after\0 roses.',
      },
    })
    expect(typed.posting).toMatchObject({ title: 'Gardener', identifier: { source: 'by_hand' } })
    expect(typed.text).not.toContain('\0')
    const { text, posting } = await kept(await client.postings.keep.mutate({ snapshotId: typed.snapshotId }))
    expect({ text, posting }).toEqual({ text: typed.text, posting: typed.posting })
  })
})

/** How a preview was refused, or the preview. */
const refused = (input: Parameters<Client['postings']['preview']['mutate']>[0]) =>
  client.postings.preview
    .mutate(input)
    .catch((error: { data: { reason: string; httpStatus: number }; message: string }) => error)

describe('refusals', () => {
  test('are those of capturing, in words, and leave nothing behind', async () => {
    expect(await refused({ url: 'https://gone.example/job' })).toMatchObject({
      data: { reason: 'posting_gone' },
    })
    expect(await refused({ text: ' \n ' })).toMatchObject({ data: { reason: 'posting_empty' } })
    const pdf = Buffer.from('%PDF-1.7 and so on').toString('base64')
    expect(await refused({ file: { fileName: 'a.pdf', base64: pdf } })).toMatchObject({
      data: { reason: 'posting_unrecognised' },
      message: expect.stringContaining('PDF'),
    })
    expect(await refused({ text: 'x'.repeat(2 * 1024 * 1024 + 1) })).toMatchObject({
      data: { reason: 'posting_too_large' },
    })
    sites[boardApi] = board
    expect(await refused({ url: boardUrl, pick: 'Baker' })).toMatchObject({
      data: { reason: 'posting_choice_unknown' },
      message: expect.stringContaining('2. Welder'),
    })
    expect(Object.values(await stored()).flat()).toEqual([])
  })

  test.each([
    {},
    { url: 'https://a.example/', snapshotId: plumber },
    { text: 'a', byHand: { title: 'b' } },
    { text: 'a', file: { fileName: 'f', base64: '' } },
    { url: 'ftp://a.example/' },
  ])('%j names no source, or more than one', async (input) => {
    expect(await refused(input)).toMatchObject({ data: { reason: 'invalid_input' } })
  })

  test('a preview that is gone or somebody else’s is not found', async () => {
    const { snapshotId } = await client.postings.preview.mutate({ text: pastedText })
    const other = (await app.tokenFor({ email: 'other@example.test' })).client
    const gone = { data: { reason: 'posting_preview_gone', httpStatus: 404 } }
    await expect(other.postings.preview.mutate({ snapshotId })).rejects.toMatchObject(gone)
    await expect(other.postings.keep.mutate({ snapshotId })).rejects.toMatchObject(gone)
    await expect(other.postings.discardPreview.mutate({ snapshotId })).rejects.toMatchObject(gone)
    expect(await client.postings.discardPreview.mutate({ snapshotId })).toEqual({ ok: true })
    expect(await snapshots()).toEqual([])
    await expect(client.postings.keep.mutate({ snapshotId })).rejects.toMatchObject(gone)
    await expect(client.postings.discardPreview.mutate({ snapshotId })).rejects.toMatchObject(gone)
  })

  test('more than thirty addresses in a short time wait, and hear how long', async () => {
    sites[boardApi] = board
    for (let n = 0; n < 30; n++) await client.postings.preview.mutate({ url: boardUrl })
    expect(await refused({ url: boardUrl })).toMatchObject({
      data: { reason: 'posting_preview_limited', httpStatus: 429 },
      message: expect.stringMatching(/wait \d+ seconds/),
    })
    expect(asked.filter((url) => url === boardApi)).toHaveLength(30)
    expect((await client.postings.preview.mutate({ text: pastedText })).found).toBe(1)
  })
})

describe('time', () => {
  test('a site that never answers ends with words, and the fetch ends with it', async () => {
    const { signal } = new AbortController()
    const fetching = fetchOriginal(app.ctx, { userId, url: HANGING, signal, limitMs: 50 })
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_timeout' })
    expect(stoppedBy).toMatchObject({ code: 'fetch_timeout' })
  })

  test('the fetch ends when the caller goes away, and no transaction waits meanwhile', async () => {
    const leaving = new AbortController()
    const call = client.postings.preview.mutate({ url: HANGING }, { signal: leaving.signal })
    await until(() => Promise.resolve(asked.includes(HANGING)))
    const { rows } = await app.database.pool.query(
      `select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(rows).toEqual([])
    leaving.abort()
    await expect(call).rejects.toThrow(/abort/i)
    await until(() => Promise.resolve(stoppedBy !== undefined))
    expect(stoppedBy).toMatchObject({ code: 'posting_preview_stopped' })
    expect(await snapshots()).toEqual([])
  })

  test('of each person the newest twenty stay, for a day; what is being kept stays', async () => {
    const { client: neighbour } = await app.tokenFor({ email: 'neighbour@example.test' })
    const theirs = await neighbour.postings.preview.mutate({ text: pastedText })
    const ids: string[] = []
    for (let n = 0; n < 23; n++) {
      ids.push((await client.postings.preview.mutate({ text: `${pastedText}\n- ${n}` })).snapshotId)
    }
    expect((await snapshots()).map((row) => row.id).toSorted()).toEqual(ids.slice(3).toSorted())
    const posting = await kept(await client.postings.keep.mutate({ snapshotId: ids[4] ?? '' }))
    const later = new Date(Date.now() + 25 * 3_600_000)
    await sweepPreviews({ db: app.ctx.db, clock: { ...app.ctx.clock, now: () => new Date() } })
    expect(await snapshots()).toHaveLength(20)
    await sweepPreviews({ db: app.ctx.db, clock: { ...app.ctx.clock, now: () => later } })
    expect((await snapshots()).map((row) => row.posting_id)).toEqual([posting.id])
    const gone = { data: { reason: 'posting_preview_gone' } }
    await expect(neighbour.postings.preview.mutate({ snapshotId: theirs.snapshotId })).rejects.toMatchObject(
      gone,
    )
  })

  test('large ones stay as long as they are 32 MB together', async () => {
    const ids: string[] = []
    for (let n = 0; n < 6; n++) {
      sites[boardApi] = board.padEnd(7 * 1024 * 1024)
      ids.push((await client.postings.preview.mutate({ url: boardUrl })).snapshotId)
    }
    expect((await snapshots()).map((row) => row.id).toSorted()).toEqual(ids.slice(2).toSorted())
  })

  test('a capture that waits for its turn keeps its original, whatever is swept', async () => {
    const { runId } = await client.postings.captureText.mutate({ text: pastedText })
    await sweepPreviews({
      db: app.ctx.db,
      clock: { ...app.ctx.clock, now: () => new Date(Date.now() + 48 * 3_600_000) },
    })
    expect((await kept({ runId })).posting.title).toBe('Ward Nurse (m/f/d)')
  })
})

const root = process.env['FIXTURES_DIR'] ?? ''
describe.skipIf(!root)('true payloads (FIXTURES_DIR)', () => {
  /** `kept` as it was shown, `refused` in words; anything else is what went wrong. */
  async function fateOf(file: string): Promise<string> {
    const base64 = readFileSync(path.join(root, file)).toString('base64')
    const preview = await refused({ file: { fileName: path.basename(file), base64 } })
    if ('message' in preview) return preview.data.httpStatus < 500 ? 'refused' : preview.message
    const posting = await kept(await client.postings.keep.mutate({ snapshotId: preview.snapshotId }))
    // Another file may hold the same posting: then the first one stays.
    if (preview.existing) return preview.existing.id === posting.id ? 'kept' : 'kept twice'
    const shown = { posting: preview.posting, text: preview.text, notices: preview.notices }
    return isDeepStrictEqual(shown, {
      posting: posting.posting,
      text: posting.text,
      notices: posting.notices,
    })
      ? 'kept'
      : 'changed'
  }

  test('are kept as they were shown, or refused in words', async () => {
    const files = globSync('**/*.{json,xml,html,rss,txt}', { cwd: root })
    const fates = new Map<string, string>()
    for (const file of files) fates.set(file, await fateOf(file))
    expect([...fates].filter(([, fate]) => fate !== 'kept' && fate !== 'refused')).toEqual([])
    expect([...fates].filter(([, fate]) => fate === 'kept').length).toBeGreaterThan(20)
  }, 120_000)
})
