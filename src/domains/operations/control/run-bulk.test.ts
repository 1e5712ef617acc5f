import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asWorker } from '../../../platform/db/transaction.ts'
import { startWorker, type Worker } from '../../../platform/jobs/run-worker.ts'
import { idleTask, tasks } from '../../../testing/bulk-tasks.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../../testing/engine-with-database.ts'
import { until } from '../../../testing/until.ts'
import { startWorkerProcess } from '../../../testing/worker-process.ts'
import { bulkProgressSchema } from './bulk-order.ts'
import { bulkSchema, type JobAction } from './schema.ts'
import { startBulk } from './start-bulk.ts'

let engine: EngineWithDatabase
let workers: Worker[]
beforeEach(async () => {
  engine = await createEngineWithDatabase(tasks)
  workers = []
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop({ drainMs: 0 })))
  await engine.stop()
})

const worker = <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(engine.ctx.db, work)
const actor = { id: null, role: 'operator', requestId: null }

async function seed(count: number, state: 'queued' | 'failed' | 'running'): Promise<void> {
  await worker((tx) =>
    sql`insert into job (task, lane, state, payload, max_attempts, run_at, finished_at)
      select ${idleTask.name}, 'default', ${state}, '{}', 1, now() + interval '1 hour',
        case when ${state} = 'failed' then now() - interval '1 minute' end from generate_series(1, ${count}::int)`.execute(
      tx,
    ),
  )
}

function start(
  action: JobAction,
  state: string,
  more: { runAt?: string; before?: string } = {},
): Promise<string> {
  const filter = { state, task: idleTask.name }
  const input = bulkSchema.parse({ filter, action, reason: 'Too many', ...more })
  return worker(async (tx) => (await startBulk(tx, engine.ctx, input, { actor, traceparent: null })).jobId)
}

const job = (id: string) =>
  worker((tx) => tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const ended = (id: string) =>
  until(async () => {
    const row = await job(id)
    return row.finished_at === null ? null : row
  }, 20_000)

async function countBy(column: 'state' | 'events'): Promise<Record<string, number>> {
  const value =
    column === 'state' ? sql`state` : sql`(select count(*) from job_event where job_id = job.id)::text`
  const { rows } = await worker((tx) =>
    sql<{ value: string; count: number }>`select ${value} as value, count(*)::int as count from job
      where task = ${idleTask.name} group by 1`.execute(tx),
  )
  return Object.fromEntries(rows.map((row) => [row.value, row.count]))
}

async function startWorking(): Promise<void> {
  workers.push(await startWorker({ ctx: engine.ctx, tasks }))
}

test('all jobs of a filter are changed once each, also when the worker is killed half-way', async () => {
  await seed(1_400, 'queued')
  const runAt = new Date(Date.now() + 7_200_000).toISOString()
  const id = await start('reschedule', 'scheduled', { runAt })
  const child = startWorkerProcess({
    url: engine.database.url,
    tasks: new URL('../../../testing/bulk-tasks.ts', import.meta.url),
  })
  await child.ready
  await until(async () => bulkProgressSchema.nullable().parse((await job(id)).cursor)?.changed)
  await child.kill()
  const left = bulkProgressSchema.parse((await job(id)).cursor)
  expect(left.changed).toBeLessThan(1_400)
  await startWorking()
  expect(await ended(id)).toMatchObject({
    state: 'succeeded',
    result: { changed: 1_400, unchanged: {} },
    progress_percent: 100,
    progress_words: '1,400 of 1,400 moved',
  })
  expect(await countBy('events')).toEqual({ 1: 1_400 })
  const audits = await worker((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['action', (fields) => fields.fn.countAll<number>().as('count')])
      .groupBy('action')
      .orderBy('action')
      .execute(),
  )
  expect(audits.map(({ action, count }) => [action, count])).toEqual([
    ['jobs.bulk', 1],
    ['jobs.reschedule', 1_400],
  ])
})

test('says how many could not be changed and why, and leaves alone what came later', async () => {
  await seed(250, 'failed')
  const before = new Date().toISOString()
  await seed(5, 'failed')
  await worker((tx) =>
    sql`update job set payload = '7' where id in (
    select id from job where created_at < ${before} limit 3)`.execute(tx),
  )
  const id = await start('retry', 'failed', { before })
  await startWorking()
  const { result, progress_words: words } = await ended(id)
  expect(result).toEqual({ changed: 247, unchanged: { job_payload_outdated: 3 } })
  expect(words).toBe("247 of 250 tried again, 3 couldn't be")
  await until(async () => (await countBy('state'))['succeeded'] === 247)
  expect(await countBy('state')).toEqual({ succeeded: 247, failed: 8 })
})

test('can be cancelled on its way: what is done stays, the rest is left alone', async () => {
  await seed(4_000, 'queued')
  const id = await start('cancel', 'scheduled')
  await startWorking()
  await until(async () => bulkProgressSchema.nullable().parse((await job(id)).cursor)?.changed)
  await worker((tx) => engine.ctx.jobs.cancel(tx, id, 'Enough'))
  expect(await ended(id)).toMatchObject({ state: 'cancelled', error_words: 'Enough' })
  const progress = bulkProgressSchema.parse((await job(id)).cursor)
  expect(progress.changed).toBeLessThan(4_000)
  expect(await countBy('state')).toEqual({ cancelled: progress.changed, queued: 4_000 - progress.changed })
})
