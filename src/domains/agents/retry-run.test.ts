import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'
import { resultOf, uploadSample } from '../../testing/owned-things.ts'
import { until } from '../../testing/until.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { fetchFail } from '../../platform/fetch/errors.ts'

/** With the application's own agents: what each of them needs to start again, and what it is about. */

let app: TestApp
let person: Person
let client: Client
let isDown = true

const page = '<h1>Crane Operator</h1><p>You drive a crane in the harbour and load ships at night.</p>'

beforeAll(async () => {
  app = await createTestApp({
    fetch: async (url) => {
      if (isDown) throw fetchFail('fetch_failed')
      const body = `<!doctype html><title>Crane Operator</title><main>${page.repeat(6)}</main>`
      return { url, status: 200, contentType: 'text/html', body, fetchedAt: new Date() }
    },
  })
})
afterAll(() => app.close())
let people = 0
beforeEach(async () => {
  isDown = true
  person = await app.signIn(`person${++people}@example.test`)
  client = person.client
})

const posting =
  'Nurse (m/f/d)\nSt. Example Hospital, Leeds\nRequirements\n- Nursing diploma\n- Two years on a ward'

const ended = (id: string) =>
  until(async () => {
    const run = await client.agents.run.query({ id })
    return run.finishedAt === null ? null : run
  })

/** A run that was cancelled while the person's agents were paused. */
async function cancelled(start: () => Promise<{ runId: string }>): Promise<string> {
  await client.agents.pause.mutate()
  const { runId } = await start()
  await client.agents.cancel.mutate({ id: runId })
  await client.agents.resume.mutate()
  return runId
}

test('an address is fetched again; the old run stays as it ended', async () => {
  const failed = await client.postings.captureUrl.mutate({ url: 'https://www.harbour.example/jobs/1?a=b' })
  expect(await ended(failed.runId)).toMatchObject({
    state: 'failed',
    subject: 'www.harbour.example',
    step: { index: 1, of: 3 },
  })
  isDown = false
  const again = await client.agents.retry.mutate({ id: failed.runId })
  expect(again.runId).not.toBe(failed.runId)
  expect(await ended(again.runId)).toMatchObject({ state: 'succeeded', subject: 'Crane Operator' })
  expect((await ended(failed.runId)).state).toBe('failed')
  await expect(client.agents.retry.mutate({ id: again.runId })).rejects.toMatchObject({
    data: { reason: 'run_not_retryable' },
    message: 'Only a run that failed or was cancelled can be started again.',
  })
})

test('a pasted text waits a day for another try, and is refused in words after that', async () => {
  const first = await cancelled(() => client.postings.captureText.mutate({ text: posting }))
  const { runId } = await client.agents.retry.mutate({ id: first })
  expect((await resultOf(person, runId))['postingId']).toEqual(expect.any(String))
  expect((await ended(runId)).subject).toBe('Nurse (m/f/d)')

  const second = await cancelled(() =>
    client.postings.captureFile.mutate({ fileName: 'nurse.txt', text: `${posting}\n- Night shifts` }),
  )
  expect((await ended(second)).subject).toBe('nurse.txt')
  await asWorker(app.ctx.db, (tx) =>
    tx
      .deleteFrom('posting_snapshot')
      .where('user_id', '=', person.userId)
      .where('expires_at', 'is not', null)
      .execute(),
  )
  await expect(client.agents.retry.mutate({ id: second })).rejects.toMatchObject({
    data: { reason: 'posting_original_gone' },
  })
})

test('two clicks at once start one run', async () => {
  const first = await cancelled(() => client.postings.captureText.mutate({ text: posting }))
  await client.agents.pause.mutate()
  const runs = await Promise.all([1, 2, 3].map(() => client.agents.retry.mutate({ id: first })))
  expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1)
  expect(await client.agents.status.query()).toMatchObject({ paused: true, queued: 1 })
  await client.agents.resume.mutate()
  await resultOf(person, runs[0]?.runId ?? '')
})

test('a résumé, a match and a draft start again while what they need is there', async () => {
  const resume = { id: '' }
  const intake = await cancelled(async () => {
    const { resumeId, runId } = await uploadSample(person)
    resume.id = resumeId
    return { runId }
  })
  const read = await client.agents.retry.mutate({ id: intake })
  await resultOf(person, read.runId)
  expect((await ended(read.runId)).subject).toBe('cv.pdf')
  expect((await client.resumes.get.query({ id: resume.id })).version).toMatchObject({ state: 'ready' })

  const { runId } = await client.postings.captureText.mutate({ text: posting })
  const postingId = String((await resultOf(person, runId))['postingId'])
  const match = await cancelled(() => client.matches.start.mutate({ postingId }))
  expect((await ended(match)).subject).toBe('Nurse (m/f/d)')
  const matched = await client.agents.retry.mutate({ id: match })
  const matchId = String((await resultOf(person, matched.runId))['matchId'])
  const draft = await cancelled(() => client.drafts.compose.mutate({ matchId }))
  expect((await ended(draft)).subject).toBe('Nurse (m/f/d)')
  await resultOf(person, (await client.agents.retry.mutate({ id: draft })).runId)

  await client.postings.remove.mutate({ id: postingId })
  await client.resumes.remove.mutate({ id: resume.id })
  const retry = (id: string) =>
    client.agents.retry.mutate({ id }).then(
      () => 'started',
      (error: { data: { reason: string } }) => error.data.reason,
    )
  expect(await Promise.all([intake, match, draft].map(retry))).toEqual([
    'resume_not_found',
    'match_posting_not_found',
    'draft_match_not_found',
  ])
})
