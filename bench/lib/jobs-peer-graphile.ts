import { Logger, run, runMigrations, type Runner, type RunnerOptions } from 'graphile-worker'
import pg from 'pg'
import { chunksOf, SEED_CHUNK, type OnStart, type OpenPeer } from './jobs-peer.ts'

const TASK = 'noop'

const seed = `
  select from graphile_worker.add_jobs((
    select array_agg(($1::text, json_build_object('askedAt', 0), null, null, null, null, null, null)::graphile_worker.job_spec)
    from generate_series(1, $2::int)))`
const enqueue = `select from graphile_worker.add_job($1, json_build_object('askedAt', $2::float8))`
const left = 'select exists (select from graphile_worker._private_jobs) as some'

/** The yardstick: the courier alone, whose jobs are gone once they are done. Its best settings without a local queue. */
function settings(pool: pg.Pool, onStart: OnStart): RunnerOptions {
  return {
    pgPool: pool,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => undefined),
    taskList: {
      // The only payloads are ours.
      [TASK]: (payload) => onStart((payload as { askedAt: number }).askedAt),
    },
    preset: {
      worker: {
        concurrentJobs: 10,
        pollInterval: 2_000,
        preparedStatements: true,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  }
}

export const openGraphile: OpenPeer = async ({ connectionString }, onStart) => {
  const pool = new pg.Pool({ connectionString, max: 12 })
  // As many for those who enqueue as the application's pool has.
  const callers = new pg.Pool({ connectionString, max: 10 })
  for (const each of [pool, callers]) {
    each.on('error', () => undefined)
    each.on('connect', (client) => client.on('error', () => undefined))
  }
  await runMigrations({ pgPool: pool })
  let runner: Runner | null = null
  return {
    async seed(count) {
      for (const size of chunksOf(count, SEED_CHUNK)) await callers.query(seed, [TASK, size])
      await callers.query('vacuum analyze graphile_worker._private_jobs')
    },
    async enqueue(askedAt) {
      await callers.query({ name: 'enqueue', text: enqueue, values: [TASK, askedAt] })
    },
    async work() {
      runner = await run(settings(pool, onStart))
    },
    async isDone() {
      return !(await callers.query<{ some: boolean }>(left)).rows[0]?.some
    },
    async close() {
      await runner?.stop()
      await Promise.all([pool.end(), callers.end()])
    },
  }
}
