import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../client.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import { idleTask, tasks } from '../../../testing/bulk-tasks.ts'
import { until } from '../../../testing/until.ts'

/** The procedures as operators call them, with a worker at work. */

let app: TestApp
let operator: Client
let operatorId: string
beforeAll(async () => {
  app = await createTestApp({ tasks })
  const caller = await app.tokenFor({ email: 'op@example.org', role: 'operator' })
  operator = caller.client
  operatorId = caller.userId
})
afterAll(() => app.close())

const worker = <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(app.ctx.db, work)
const enqueue = (userId: string | null = null, runAt?: Date) =>
  worker((tx) => app.ctx.jobs.enqueue(tx, idleTask, {}, { userId, ...(runAt ? { runAt } : {}) }))
const stateOf = async (id: string) =>
  (await worker((tx) => tx.selectFrom('job').select('state').where('id', '=', id).executeTakeFirst()))?.state
const inAnHour = () => new Date(Date.now() + 3_600_000)
const reason = 'The board is down'

test('only operators act', async () => {
  const { client } = await app.tokenFor({ email: 'person@example.org' })
  const id = await enqueue(null, inAnHour())
  await expect(client.jobs.cancel.mutate({ ids: [id], reason })).rejects.toMatchObject({
    data: { reason: 'operator_required', httpStatus: 403 },
  })
  await expect(app.anonymous.holds.list.query()).rejects.toMatchObject({ data: { httpStatus: 401 } })
  expect(await stateOf(id)).toBe('queued')
})

test('each job is changed or says why not; a reason is required', async () => {
  const id = await enqueue(null, inAnHour())
  await expect(operator.jobs.cancel.mutate({ ids: [id], reason: '  ' })).rejects.toMatchObject({
    data: { httpStatus: 400 },
  })
  expect(await operator.jobs.runNow.mutate({ ids: [id, id], reason })).toEqual({
    changed: 1,
    results: [{ id, changed: true, code: null, words: null }],
  })
  await until(async () => (await stateOf(id)) === 'succeeded')
  expect(await operator.jobs.setPriority.mutate({ ids: [id], reason, priority: 3 })).toEqual({
    changed: 0,
    results: [{ id, changed: false, code: 'job_not_queued', words: 'Only a job that waits can be moved.' }],
  })
  expect((await operator.jobs.remove.mutate({ ids: [id], reason })).changed).toBe(1)
  const rows = await worker((tx) =>
    tx.selectFrom('audit_event').selectAll().where('target_id', '=', id).orderBy('id').execute(),
  )
  expect(
    rows.map(({ action, actor_id: by, actor_role: role, reason: why }) => [action, by, role, why]),
  ).toEqual([
    ['jobs.runNow', operatorId, 'operator', reason],
    ['jobs.remove', operatorId, 'operator', reason],
  ])
})

test('a job that is cancelled while a worker takes it is cancelled or has ended, as the answer says', async () => {
  const raced = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const id = await enqueue()
      const answer = await operator.jobs.cancel.mutate({ ids: [id], reason })
      return { id, changed: answer.changed === 1 }
    }),
  )
  for (const { id, changed } of raced) {
    const state = await until(async () => {
      const seen = await stateOf(id)
      return seen === 'queued' || seen === 'running' ? null : seen
    })
    expect(state).toBe(changed ? 'cancelled' : 'succeeded')
  }
})

test('nothing of a paused task begins until the pause is lifted, then all of it', async () => {
  const hold = await operator.holds.add.mutate({ task: idleTask.name, reason })
  expect(hold).toMatchObject({
    lane: null,
    task: idleTask.name,
    person: null,
    reason,
    by: { email: 'op@example.org' },
  })
  await expect(operator.holds.add.mutate({ task: idleTask.name, reason })).rejects.toMatchObject({
    data: { reason: 'hold_exists' },
  })
  const ids = [await enqueue(), await enqueue()]
  const later = await enqueue(null, inAnHour())
  expect(await operator.jobs.runNow.mutate({ ids: [later], reason })).toMatchObject({
    changed: 1,
    results: [{ words: `It waits, since an operator has paused this: ${reason}` }],
  })
  // A job of another task that came later has run: these were not merely slow.
  const probe = await operator.jobs.bulk.mutate({ filter: { key: 'none' }, action: 'cancel', reason })
  await until(async () => (await stateOf(probe.jobId)) === 'succeeded')
  for (const id of [...ids, later]) expect(await stateOf(id)).toBe('queued')
  expect((await operator.holds.list.query()).items).toEqual([hold])
  expect(await operator.holds.lift.mutate({ id: hold.id, reason })).toEqual({ sent: 3, jobId: null })
  for (const id of [...ids, later]) await until(async () => (await stateOf(id)) === 'succeeded', 2_000)
  await expect(operator.holds.lift.mutate({ id: hold.id, reason })).rejects.toMatchObject({
    data: { reason: 'hold_not_found' },
  })
})

test('a pause is for something that there is', async () => {
  const refused = (code: string) => ({ data: { reason: code } })
  const add = operator.holds.add.mutate
  await expect(add({ reason })).rejects.toMatchObject(refused('hold_without_target'))
  await expect(add({ lane: 'fast', reason })).rejects.toMatchObject(refused('lane_unknown'))
  await expect(add({ task: 'no.task', reason })).rejects.toMatchObject(refused('job_task_unknown'))
  await expect(add({ email: 'nobody@example.org', reason })).rejects.toMatchObject(
    refused('person_not_found'),
  )
  await expect(add({ lane: 'default', reason: 'a\0b' })).resolves.toMatchObject({ reason: 'ab' })
  const [hold] = (await operator.holds.list.query()).items
  await operator.holds.lift.mutate({ id: hold?.id ?? '', reason })
})

test('what a pause kept waiting is sent by a job of its own when it is much', async () => {
  const { userId } = await app.tokenFor({ email: 'much@example.org' })
  const hold = await operator.holds.add.mutate({ email: 'much@example.org', reason })
  const ids = await worker((tx) =>
    app.ctx.jobs.enqueueMany(
      tx,
      idleTask,
      Array.from({ length: 1_001 }, () => ({})),
      { userId },
    ),
  )
  // All have been fetched and refused: what still has a transport needs no sending.
  await app.ctx.jobs.idle()
  await until(async () => {
    const carried = 'select from graphile_worker.jobs where key = any($1) limit 1'
    return (await app.database.pool.query(carried, [ids.map((id) => `job:${id}`)])).rows.length === 0
  }, 20_000)
  const { sent, jobId } = await operator.holds.lift.mutate({ id: hold.id, reason })
  expect(sent).toBe(0)
  const left = () =>
    worker((tx) =>
      tx
        .selectFrom('job')
        .select('id')
        .where('user_id', '=', userId)
        .where('state', '<>', 'succeeded')
        .limit(1)
        .executeTakeFirst(),
    )
  await until(async () => !(await left()), 20_000)
  const job = await worker((tx) =>
    tx.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow(),
  )
  // The workers' sweep may have sent some of them before.
  expect(job).toMatchObject({ task: 'operations.resume', state: 'succeeded' })
})

test('a lane gets other limits and its own ones back, both in the audit log', async () => {
  const limits = async () => (await operator.lanes.list.query()).lanes.find(({ lane }) => lane === 'scraping')
  const own = await limits()
  await operator.lanes.setLimits.mutate({ lane: 'scraping', maxRunning: 1, perPerson: null, reason })
  expect(await limits()).toMatchObject({ maxRunning: 1, perPerson: own?.perPerson, overridden: true })
  await operator.lanes.setLimits.mutate({ lane: 'scraping', maxRunning: null, perPerson: null, reason })
  expect(await limits()).toEqual(own)
  const rows = await worker((tx) =>
    tx.selectFrom('audit_event').selectAll().where('action', '=', 'lanes.setLimits').orderBy('id').execute(),
  )
  expect(rows.map(({ before, after }) => [before, after])).toEqual([
    [
      { maxRunning: null, perPerson: null },
      { maxRunning: 1, perPerson: null },
    ],
    [
      { maxRunning: 1, perPerson: null },
      { maxRunning: null, perPerson: null },
    ],
  ])
})

test('a bulk action refuses a filter it does not know, and what its action lacks', async () => {
  const bulk = operator.jobs.bulk.mutate
  const bad = { data: { httpStatus: 400 } }
  const unknown = { state: 'failed' as const, tasks: 'x' }
  await expect(bulk({ filter: unknown, action: 'retry', reason })).rejects.toMatchObject(bad)
  await expect(bulk({ filter: {}, action: 'reschedule', reason })).rejects.toMatchObject(bad)
  await expect(bulk({ filter: {}, action: 'retry', reason, priority: 1 })).rejects.toMatchObject(bad)
  await expect(
    bulk({ filter: { email: 'nobody@example.org' }, action: 'retry', reason }),
  ).rejects.toMatchObject({ data: { reason: 'person_not_found' } })
})

test('a schedule is paused, runs when asked all the same, and goes on', async () => {
  const id = await worker(async (tx) => {
    const row = await tx
      .insertInto('job_schedule')
      .values({ name: 'test.nightly', task: idleTask.name, cron: '0 3 * * *', next_run_at: inAnHour() })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  })
  const schedule = async () =>
    worker((tx) => tx.selectFrom('job_schedule').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
  await operator.schedules.pause.mutate({ id, reason })
  expect(await schedule()).toMatchObject({ paused_at: expect.any(Date) })
  const { jobId } = await operator.schedules.runNow.mutate({ id, reason })
  await until(async () => (await stateOf(jobId)) === 'succeeded')
  await operator.schedules.resume.mutate({ id, reason })
  await operator.schedules.resume.mutate({ id, reason })
  expect(await schedule()).toMatchObject({
    paused_at: null,
    next_run_at: expect.any(Date),
    last_job_id: jobId,
  })
  const rows = await worker((tx) =>
    tx.selectFrom('audit_event').select('action').where('target_id', '=', id).orderBy('id').execute(),
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'schedules.pause',
    'schedules.runNow',
    'schedules.resume',
  ])
  await expect(operator.schedules.pause.mutate({ id: operatorId, reason })).rejects.toMatchObject({
    data: { reason: 'schedule_not_found' },
  })
})

test('what operators ask for goes on while its jobs’ lane is paused, and can’t be paused itself', async () => {
  const hold = await operator.holds.add.mutate({ lane: idleTask.lane, reason })
  const { userId } = await app.tokenFor({ email: 'calm@example.org' })
  const waiting = await enqueue(userId)
  const { jobId } = await operator.jobs.bulk.mutate({
    filter: { state: 'queued', userId },
    action: 'cancel',
    reason,
  })
  await until(async () => (await stateOf(jobId)) === 'succeeded')
  expect(await stateOf(waiting)).toBe('cancelled')
  await operator.holds.lift.mutate({ id: hold.id, reason })
  for (const target of [{ lane: 'operations' }, { task: 'operations.bulk' }]) {
    await expect(operator.holds.add.mutate({ ...target, reason })).rejects.toMatchObject({
      data: { reason: 'hold_on_operations', httpStatus: 409 },
    })
  }
})
