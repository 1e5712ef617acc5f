import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { countBatchEnd } from './batches.ts'
import { defineTask } from './define-task.ts'
import type { JobRow } from './queries.ts'

const work = defineTask({
  name: 'test.work',
  lane: 'default',
  payload: z.object({ n: z.number() }),
  handle: async () => null,
})
const other = defineTask({
  name: 'test.other',
  lane: 'scraping',
  payload: z.object({ n: z.number() }),
  handle: async () => null,
})
const close = defineTask({
  name: 'test.close',
  lane: 'agents',
  payload: z.object({ what: z.string(), batchId: z.uuid() }),
  handle: async () => null,
})

let engine: EngineWithDatabase
let jobs: EngineWithDatabase['ctx']['jobs']
beforeAll(async () => {
  engine = await createEngineWithDatabase([work, other, close])
  jobs = engine.ctx.jobs
})
afterAll(() => engine.stop())

const asSystem = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => asWorker(engine.ctx.db, run)

async function someBatch(size: number, userId: string | null = null) {
  const members = Array.from({ length: size }, (_, n) => ({ task: n % 2 ? other : work, payload: { n } }))
  const completion = { task: close, payload: { what: 'all of it' } }
  return asSystem((tx) => jobs.enqueueBatch(tx, members, { userId, completion }))
}

/** As whoever settles attempts: the rows first, then the count, in one transaction. */
async function end(jobIds: readonly string[], state: JobRow['state'] = 'succeeded'): Promise<void> {
  await asSystem(async (tx) => {
    const { rows } = await sql<{
      batch_id: string | null
    }>`update job set state = ${state}, finished_at = now()
      where id = any(${jobIds}::uuid[]) returning batch_id`.execute(tx)
    await countBatchEnd(
      tx,
      rows.map((row) => ({ batchId: row.batch_id, state })),
    )
  })
}

const readBatch = (id: string) =>
  asSystem((tx) => tx.selectFrom('job_batch').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

const completionsOf = (batchId: string) =>
  asSystem((tx) =>
    tx
      .selectFrom('job')
      .selectAll()
      .where('task', '=', close.name)
      .where(sql`payload ->> 'batchId'`, '=', batchId)
      .execute(),
  )

test('its jobs keep their order over lanes, and the last one’s end brings the step that follows', async () => {
  const userId = await engine.addPerson()
  const { batchId, jobIds } = await someBatch(4, userId)
  const members = await asUser(engine.ctx.db, userId, (tx) =>
    tx.selectFrom('job').select(['id', 'task', 'turn', 'payload']).where('batch_id', '=', batchId).execute(),
  )
  const inTurn = members.toSorted((a, b) => a.turn - b.turn)
  expect(inTurn.map((job) => job.id)).toEqual(jobIds)
  expect(inTurn).toMatchObject([
    { task: 'test.work', payload: { n: 0 } },
    { task: 'test.other', payload: { n: 1 } },
    { task: 'test.work', payload: { n: 2 } },
    { task: 'test.other', payload: { n: 3 } },
  ])
  await end(jobIds.slice(0, 1))
  await end(jobIds.slice(1, 3), 'failed')
  expect(await readBatch(batchId)).toMatchObject({ pending: 1, failed: 2, finished_at: null })
  expect(await completionsOf(batchId)).toEqual([])
  await asUser(engine.ctx.db, userId, (tx) => jobs.cancel(tx, jobIds[3] ?? '', 'No longer wanted.'))
  const [completion] = await completionsOf(batchId)
  expect(completion).toMatchObject({
    user_id: userId,
    payload: { what: 'all of it', batchId },
    state: 'queued',
  })
  expect(await readBatch(batchId)).toMatchObject({
    total: 4,
    pending: 0,
    failed: 2,
    cancelled: 1,
    completion_job_id: completion?.id,
    finished_at: expect.any(Date),
  })
})

test('ends once, whichever of 20 jobs that end at once is the last, over two batches at a time', async () => {
  const [a, b] = [await someBatch(20), await someBatch(20)]
  await Promise.all(
    a.jobIds.map((id, n) => {
      const pair = [id, b.jobIds[19 - n] ?? '']
      return end(n % 2 ? pair : pair.toReversed())
    }),
  )
  for (const { batchId } of [a, b]) {
    expect(await readBatch(batchId)).toMatchObject({ pending: 0, failed: 0, finished_at: expect.any(Date) })
    expect(await completionsOf(batchId)).toHaveLength(1)
  }
})

test('waits for the job that failed, was revived and ends again', async () => {
  const { batchId, jobIds } = await someBatch(2)
  const [first = '', second = ''] = jobIds
  await end([first], 'failed')
  await asSystem((tx) =>
    sql`update job set state = 'queued', finished_at = null where id = ${first}`.execute(tx),
  )
  await end([first])
  expect(await readBatch(batchId)).toMatchObject({ pending: 0, finished_at: null })
  expect(await completionsOf(batchId)).toEqual([])
  await end([second])
  expect(await readBatch(batchId)).toMatchObject({ pending: 0, failed: 0, finished_at: expect.any(Date) })
  await end([first], 'failed')
  expect(await readBatch(batchId)).toMatchObject({ failed: 0 })
  expect(await completionsOf(batchId)).toHaveLength(1)
})

test('without jobs ends at once; without a step that follows it only ends', async () => {
  const empty = await someBatch(0)
  expect(await readBatch(empty.batchId)).toMatchObject({ pending: 0, finished_at: expect.any(Date) })
  expect(await completionsOf(empty.batchId)).toHaveLength(1)
  const silent = await asSystem((tx) =>
    jobs.enqueueBatch(tx, [{ task: work, payload: { n: 1 } }], { userId: null }),
  )
  await end(silent.jobIds)
  expect(await readBatch(silent.batchId)).toMatchObject({
    finished_at: expect.any(Date),
    completion_job_id: null,
  })
})

test('is refused as a whole when a payload of it, or that of the step that follows, is wrong', async () => {
  const members = [{ task: work, payload: { n: 1 } }]
  const wrong = [
    { members: [{ task: work, payload: {} }] },
    { members, completion: { task: close, payload: {} } },
  ]
  for (const { members: given, completion } of wrong) {
    const batch = asSystem((tx) =>
      jobs.enqueueBatch(tx, given, { userId: null, ...(completion ? { completion } : {}) }),
    )
    await expect(batch).rejects.toThrow(z.ZodError)
  }
})
