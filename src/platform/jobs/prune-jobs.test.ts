import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { RunningJob } from './define-task.ts'
import { pruneJobs } from './prune-jobs.ts'

let engine: EngineWithDatabase
beforeAll(async () => {
  engine = await createEngineWithDatabase()
})
afterAll(() => engine.stop())

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asWorker(engine.ctx.db, work)

/** An attempt as the worker gives it, which remembers what it said. */
function running(signal = new AbortController().signal) {
  const words: string[] = []
  const job: Pick<RunningJob<unknown>, 'commit' | 'progress' | 'signal'> = {
    commit: inside,
    progress: async (_percent, said) => void words.push(said),
    signal,
  }
  return { job, words }
}

/** So many jobs that ended days ago, each with an attempt, an event and a result; the ids. */
async function ended(state: string, days: number, count = 1): Promise<string[]> {
  const { rows } = await inside((tx) =>
    sql<{ id: string }>`
      with made as (
        insert into job (task, lane, payload, max_attempts, state, attempt, finished_at, result, result_expires_at)
        select 'test.old', 'default', '{}', 4, ${state}, 1, now() - make_interval(days => ${days}::integer), '1',
          now() + interval '1 hour' from generate_series(1, ${count}::integer)
        returning id
      ), attempts as (
        insert into job_attempt (job_id, attempt, worker_id, state) select id, 1, gen_random_uuid(), 'succeeded' from made
      ), events as (
        insert into job_event (job_id, type, words) select id, 'recovered', 'Its worker died' from made
      )
      select id from made`.execute(tx),
  )
  return rows.map((row) => row.id)
}

async function rowsOf(table: 'job' | 'job_attempt' | 'job_event', ids: string[]): Promise<number> {
  const column = table === 'job' ? 'id' : 'job_id'
  const { rows } = await inside((tx) =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)}
      where ${sql.ref(column)} = any(${ids}::uuid[])`.execute(tx),
  )
  return rows[0]?.n ?? -1
}

test('what succeeded or was cancelled a week ago goes with attempts and events; dead letters and the new stay', async () => {
  const old = [...(await ended('succeeded', 8, 5)), ...(await ended('cancelled', 8))]
  const kept = [...(await ended('failed', 400)), ...(await ended('succeeded', 6))]
  const { job, words } = running()
  expect(await pruneJobs(engine.ctx, job, { batch: 2 })).toMatchObject({ succeeded: 5, cancelled: 1 })
  expect(words).toEqual(['Removed 2 jobs that succeeded', 'Removed 4 jobs that succeeded'])
  for (const table of ['job', 'job_attempt', 'job_event'] as const) {
    expect(await rowsOf(table, old)).toBe(0)
    expect(await rowsOf(table, kept)).toBe(2)
  }
})

test('an agent’s run outlives its job', async () => {
  const userId = await engine.addPerson()
  const [jobId = ''] = await ended('succeeded', 8)
  const runId = engine.ctx.clock.uuid()
  await inside((tx) =>
    sql`insert into agent_run (id, user_id, agent, state, input, job_id, finished_at)
      values (${runId}, ${userId}, 'match', 'succeeded', '{}', ${jobId}, now())`.execute(tx),
  )
  await pruneJobs(engine.ctx, running().job)
  expect(await rowsOf('job', [jobId])).toBe(0)
  const run = await inside((tx) =>
    tx.selectFrom('agent_run').select(['state', 'job_id']).where('id', '=', runId).executeTakeFirst(),
  )
  expect(run).toEqual({ state: 'succeeded', job_id: null })
})

test('a result goes when it expires, its job stays', async () => {
  const [expired = '', fresh = ''] = await ended('succeeded', 1, 2)
  await inside((tx) =>
    sql`update job set result_expires_at = now() - interval '1 s' where id = ${expired}`.execute(tx),
  )
  expect(await pruneJobs(engine.ctx, running().job)).toMatchObject({ results: 1 })
  const results = await inside((tx) =>
    tx.selectFrom('job').select(['id', 'result']).where('id', 'in', [expired, fresh]).execute(),
  )
  expect(new Map(results.map((row) => [row.id, row.result]))).toEqual(
    new Map([
      [expired, null],
      [fresh, 1],
    ]),
  )
})

test('finished batches and forgotten failures go; their failed jobs stay', async () => {
  const [failed = ''] = await ended('failed', 8)
  await inside(async (tx) => {
    await sql`with old as (insert into job_batch (total, pending, finished_at) values (1, 0, now() - interval '8 days')
        returning id)
      update job set batch_id = old.id from old where job.id = ${failed}`.execute(tx)
    await sql`insert into job_batch (total, pending) values (1, 1)`.execute(tx)
    await sql`insert into job_failure (fingerprint, task, lane, code, message, last_seen_at)
      values ('old', 't', 'l', 'c', 'm', now() - interval '91 days'), ('new', 't', 'l', 'c', 'm', now())`.execute(
      tx,
    )
  })
  expect(await pruneJobs(engine.ctx, running().job)).toMatchObject({ batches: 1, failures: 1 })
  const left = await inside((tx) => tx.selectFrom('job_failure').select('fingerprint').execute())
  expect(left).toEqual([{ fingerprint: 'new' }])
  expect(await rowsOf('job', [failed])).toBe(1)
})

test('a run stops at its bound or when it is told to, and the next one goes on', async () => {
  const old = await ended('succeeded', 8, 5)
  expect(await pruneJobs(engine.ctx, running().job, { batch: 2, most: 4 })).toMatchObject({ succeeded: 4 })
  expect(await rowsOf('job', old)).toBe(1)
  const stopped = running(AbortSignal.abort(new Error('stop')))
  await expect(pruneJobs(engine.ctx, stopped.job)).rejects.toThrow('stop')
  expect(await rowsOf('job', old)).toBe(1)
  await pruneJobs(engine.ctx, running().job)
  expect(await rowsOf('job', old)).toBe(0)
})
