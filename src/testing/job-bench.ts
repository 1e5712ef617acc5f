import { asWorker } from '../platform/db/transaction.ts'
import type { TaskDefinition } from '../platform/jobs/define-task.ts'
import type { JobRow } from '../platform/jobs/queries.ts'
import { startWorker, type StartWorkerOptions, type Worker } from '../platform/jobs/run-worker.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from './engine-with-database.ts'
import { until } from './until.ts'

export interface JobBench extends EngineWithDatabase {
  /** Moves this process's clock ahead; the database's stays. */
  advance(ms: number): void
  /** Starts a worker in this process. */
  work(options?: Partial<StartWorkerOptions>): Promise<Worker>
  enqueue<Payload>(
    task: TaskDefinition<Payload>,
    payload: Payload,
    options?: { userId?: string; runAt?: Date },
  ): Promise<string>
  job(id: string): Promise<JobRow>
  inState(id: string, state: JobRow['state']): Promise<JobRow>
}

/** An engine on a database of its own for jobs that a test defines; its workers end with it. */
export async function createJobBench(tasks: readonly TaskDefinition[]): Promise<JobBench> {
  const engine = await createEngineWithDatabase(tasks)
  const { ctx } = engine
  const workers: Worker[] = []
  let ahead = 0
  ctx.clock = { ...ctx.clock, now: () => new Date(Date.now() + ahead) }

  const job = (id: string): Promise<JobRow> =>
    asWorker(ctx.db, (tx) => tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

  return {
    ...engine,
    job,
    advance: (ms) => (ahead += ms),
    async work(options = {}) {
      const worker = await startWorker({ ctx, tasks, graceMs: 300, sweepMs: 50, ...options })
      workers.push(worker)
      return worker
    },
    enqueue: (task, payload, { userId, runAt } = {}) =>
      asWorker(ctx.db, (tx) =>
        ctx.jobs.enqueue(tx, task, payload, { userId: userId ?? null, ...(runAt ? { runAt } : {}) }),
      ),
    inState: (id, state) =>
      until(async () => {
        const row = await job(id)
        return row.state === state ? row : null
      }),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop({ drainMs: 0 })))
      await engine.stop()
    },
  }
}
