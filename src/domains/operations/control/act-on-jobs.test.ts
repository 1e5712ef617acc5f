import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { asWorker } from '../../../platform/db/transaction.ts'
import { DomainError } from '../../../platform/errors.ts'
import { defineTask } from '../../../platform/jobs/define-task.ts'
import type { EnqueueOptions } from '../../../platform/jobs/jobs.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../../testing/engine-with-database.ts'
import { actOnJobs, type ActionOrder } from './act-on-jobs.ts'
import type { Outcome } from './outcome.ts'

/** Without a worker: what operators' actions leave in the tables. */

const payload = z.object({ n: z.number() })
const plainTask = defineTask({ name: 'test.plain', lane: 'default', payload, handle: async () => null })
const ended: string[] = []
let refuses = false
const heedfulTask = defineTask({
  name: 'test.heedful',
  lane: 'agents',
  payload,
  maxAttempts: 2,
  handle: async () => null,
  onEnd: async (_tx, job, end) => void ended.push(`${job.id} ${end.words}`),
  onRevive: async (tx) => {
    await sql`insert into test_revival values (1)`.execute(tx)
    if (refuses) {
      const words = 'Its input is gone.'
      throw new DomainError({ code: 'input_gone', kind: 'conflict', message: 'm', userMessage: words })
    }
  },
})

let engine: EngineWithDatabase
let userId: string
beforeAll(async () => {
  engine = await createEngineWithDatabase([plainTask, heedfulTask])
  await sql`create table test_revival (n integer)`.execute(engine.database.db)
  await sql`grant all on test_revival to jobpilot_worker`.execute(engine.database.db)
})
afterAll(() => engine.stop())
beforeEach(async () => {
  userId = await engine.addPerson()
  refuses = false
  ended.length = 0
})

function enqueue(task = plainTask, options: Partial<EnqueueOptions> = {}): Promise<string> {
  const { ctx } = engine
  return asWorker(ctx.db, (tx) => ctx.jobs.enqueue(tx, task, { n: 1 }, { userId, ...options }))
}

const worker = <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(engine.ctx.db, work)

/** As a worker would have left it. */
async function leave(id: string, state: string): Promise<void> {
  const over = state !== 'running'
  await worker((tx) =>
    sql`update job set state = ${state}, attempt = 2, handed_back = 1, error_code = 'internal', error_message = 'm',
      fingerprint = 'f', result = '1', cursor = '{"at":3}', finished_at = case when ${over} then now() end
      where id = ${id}`.execute(tx),
  )
}

async function gone(state: string, task = plainTask, options: Partial<EnqueueOptions> = {}): Promise<string> {
  const id = await enqueue(task, options)
  await leave(id, state)
  return id
}

const actorId = () => userId
function act(ids: string[], order: ActionOrder, seen?: 'failed'): Promise<Outcome[]> {
  const actor = { id: actorId(), role: 'operator', requestId: 'r-1' }
  return worker(async (tx) => [
    ...(await actOnJobs(tx, engine.ctx, { ids, order, reason: 'Tidying up', actor, seen })).values(),
  ])
}

const rowSchema = z.looseObject({ state: z.string(), run_at: z.date(), turn: z.number() })
async function row(id: string) {
  const { rows } = await engine.database.pool.query(
    `select job.*, transport.run_at as sent_for, transport.priority as place from job
      left join graphile_worker._private_jobs transport on transport.key = 'job:' || job.id where job.id = $1`,
    [id],
  )
  return rows.length === 0 ? null : rowSchema.parse(rows[0])
}

async function events(id: string) {
  return worker((tx) =>
    tx.selectFrom('job_event').select(['type', 'words', 'data']).where('job_id', '=', id).execute(),
  )
}
const audit = (id: string) =>
  worker((tx) => tx.selectFrom('audit_event').selectAll().where('target_id', '=', id).execute())

const refused = (code: string) => expect.objectContaining({ changed: false, code, words: expect.any(String) })

test('a failed job is tried again with all attempts anew, and everybody can see who wanted it', async () => {
  const id = await gone('failed')
  expect(await act([id], { action: 'retry' })).toEqual([{ changed: true }])
  expect(await row(id)).toMatchObject({
    state: 'queued',
    attempt: 2,
    // One attempt counted (the other was handed back), and the task has four.
    max_attempts: 5,
    error_code: null,
    fingerprint: null,
    finished_at: null,
    result: null,
    cursor: { at: 3 },
    sent_for: expect.any(Date),
  })
  expect(await events(id)).toEqual([
    {
      type: 'retried',
      words: 'Tried again by an operator: Tidying up',
      data: { reason: 'Tidying up', actorId: userId },
    },
  ])
  expect(await audit(id)).toEqual([
    expect.objectContaining({
      action: 'jobs.retry',
      actor_id: userId,
      actor_role: 'operator',
      request_id: 'r-1',
      reason: 'Tidying up',
      before: expect.objectContaining({ state: 'failed', errorCode: 'internal', task: 'test.plain' }),
    }),
  ])
})

test('asked twice at once, a job is tried again once', async () => {
  const id = await gone('failed')
  const answers = await Promise.all([act([id], { action: 'retry' }), act([id], { action: 'retry' })])
  expect(answers.flat().filter(({ changed }) => changed)).toHaveLength(1)
  expect(answers.flat()).toContainEqual(refused('job_not_retryable'))
  expect(await audit(id)).toHaveLength(1)
  expect(await row(id)).toMatchObject({ max_attempts: 5 })
})

test('what cannot be tried again says why, and the others are', async () => {
  const good = await gone('cancelled')
  const done = await gone('succeeded')
  const unknown = await gone('failed')
  await worker((tx) => sql`update job set task = 'test.no_more' where id = ${unknown}`.execute(tx))
  const outdated = await gone('failed')
  await worker((tx) => sql`update job set payload = '{"m":1}' where id = ${outdated}`.execute(tx))
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect(await act([done, nobody, unknown, good, outdated], { action: 'retry' })).toEqual([
    refused('job_not_retryable'),
    refused('job_not_found'),
    refused('job_task_unknown'),
    { changed: true },
    refused('job_payload_outdated'),
  ])
  expect(await row(good)).toMatchObject({ state: 'queued' })
  expect(await events(done)).toEqual([])
})

test('of two with the same key one is tried again, and none while another waits', async () => {
  const first = await gone('failed', plainTask, { uniqueKey: 'k' })
  const second = await gone('failed', plainTask, { uniqueKey: 'k' })
  const answers = await act([first, second], { action: 'retry' })
  expect(answers.filter(({ changed }) => changed)).toHaveLength(1)
  expect(answers).toContainEqual(refused('job_key_taken'))
})

test('a task that refuses leaves its job as it ended, with its own words', async () => {
  refuses = true
  const [no, yes] = [await gone('failed', heedfulTask), await gone('failed')]
  expect(await act([no, yes], { action: 'retry' })).toEqual([
    { changed: false, code: 'input_gone', words: 'Its input is gone.' },
    { changed: true },
  ])
  expect(await row(no)).toMatchObject({ state: 'failed', max_attempts: 2, error_code: 'internal' })
  refuses = false
  expect(await act([no], { action: 'retry' })).toEqual([{ changed: true }])
  expect(await row(no)).toMatchObject({ state: 'queued', max_attempts: 3 })
  const { rows } = await engine.database.pool.query('select from test_revival')
  expect(rows).toHaveLength(1)
})

test('jobs that come back stand last in their person’s line, in the order asked', async () => {
  const [a, b, c] = [await gone('failed'), await gone('failed'), await enqueue()]
  const before = (await row(c))?.turn ?? -1
  await act([b, a], { action: 'retry' })
  expect(new Set([(await row(b))?.turn, (await row(a))?.turn])).toEqual(new Set([before + 1, before + 2]))
})

test('a job in a batch that goes on is waited for again, one in a batch that is over isn’t', async () => {
  for (const [finished, pending] of [
    [false, 2],
    [true, 1],
  ] as const) {
    const id = await gone('failed')
    const batch = await worker(async (tx) => {
      const { rows } = await sql<{ id: string }>`insert into job_batch (total, pending, failed, finished_at)
        values (3, 1, 1, ${finished ? new Date() : null}) returning id`.execute(tx)
      await sql`update job set batch_id = ${rows[0]?.id} where id = ${id}`.execute(tx)
      return rows[0]?.id ?? ''
    })
    await act([id], { action: 'retry' })
    const found = await worker((tx) =>
      tx.selectFrom('job_batch').selectAll().where('id', '=', batch).executeTakeFirstOrThrow(),
    )
    expect(found).toMatchObject({ pending, failed: finished ? 1 : 0 })
  }
})

test('a waiting job is cancelled at once with its task’s last word, a running one is asked', async () => {
  const [plain, heedful] = [await enqueue(), await enqueue(heedfulTask)]
  const running = await enqueue()
  await leave(running, 'running')
  const done = await gone('succeeded')
  const ids = [plain, heedful, running, done]
  const yes = { changed: true }
  expect(await act(ids, { action: 'cancel' })).toEqual([yes, yes, yes, refused('job_over')])
  const words = 'An operator cancelled this: Tidying up'
  expect(await row(plain)).toMatchObject({ state: 'cancelled', error_words: words })
  expect(await row(heedful)).toMatchObject({ state: 'cancelled', error_words: words })
  expect(ended).toEqual([`${heedful} ${words}`])
  expect(await row(running)).toMatchObject({ state: 'running', cancel_reason: words })
  expect(await act([running], { action: 'cancel' })).toEqual([refused('job_cancel_asked')])
})

test('what waits can be made due, moved and given another priority; its transport follows', async () => {
  const later = new Date(Date.now() + 3_600_000)
  const id = await enqueue(plainTask, { runAt: later })
  const running = await gone('running')
  await act([id, running], { action: 'runNow' })
  expect((await row(id))?.run_at.getTime()).toBeLessThanOrEqual(Date.now())
  expect(await act([id, running], { action: 'reschedule', runAt: later })).toEqual([
    { changed: true },
    refused('job_not_queued'),
  ])
  expect(await row(id)).toMatchObject({ run_at: later, sent_for: later })
  expect(await act([id], { action: 'setPriority', priority: -7 })).toEqual([{ changed: true }])
  expect(await row(id)).toMatchObject({ priority: -7, place: -7 * 320 })
  expect(await act([id], { action: 'setPriority', priority: -7 })).toEqual([refused('job_unchanged')])
  expect((await events(id)).map(({ type }) => type)).toEqual(['run_now', 'rescheduled', 'reprioritised'])
})

test('what a limit holds back keeps waiting for it when its priority changes, and tries again when made due', async () => {
  const id = await enqueue()
  const unsent = `select from graphile_worker._private_jobs where key = 'job:' || $1`
  await worker((tx) => sql`update job set held = 'person' where id = ${id}`.execute(tx))
  await engine.database.pool.query(unsent.replace('select', 'delete'), [id])
  await act([id], { action: 'setPriority', priority: 5 })
  expect((await engine.database.pool.query(unsent, [id])).rowCount).toBe(0)
  await act([id], { action: 'runNow' })
  expect((await engine.database.pool.query(unsent, [id])).rowCount).toBe(1)
  expect(await row(id)).toMatchObject({ held: null })
})

test('finished jobs are removed, waiting ones after their last word, running ones are refused', async () => {
  const [done, waiting, running] = [await gone('failed'), await enqueue(heedfulTask), await gone('running')]
  expect(await act([done, waiting, running], { action: 'remove' })).toEqual([
    { changed: true },
    { changed: true },
    refused('job_running'),
  ])
  expect(await row(done)).toBeNull()
  expect(await row(waiting)).toBeNull()
  expect(ended).toEqual([`${waiting} An operator removed this: Tidying up`])
  expect(await row(running)).toMatchObject({ state: 'running' })
  expect(await audit(done)).toEqual([expect.objectContaining({ action: 'jobs.remove' })])
})

test('acts only on what is still as it was seen', async () => {
  const id = await gone('cancelled')
  expect(await act([id], { action: 'retry' }, 'failed')).toEqual([refused('job_state_changed')])
  expect(await row(id)).toMatchObject({ state: 'cancelled' })
})

test('the audit log can be added to and nothing else, also by the worker', async () => {
  const id = await gone('failed')
  await act([id], { action: 'remove' })
  for (const statement of [
    'update audit_event set reason = null',
    'delete from audit_event',
    'truncate audit_event',
  ]) {
    await expect(worker((tx) => sql.raw(statement).execute(tx))).rejects.toMatchObject({ code: '42501' })
  }
})
