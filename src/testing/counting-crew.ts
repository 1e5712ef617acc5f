import { startRun } from '../domains/agents/start-run.ts'
import { asUser } from '../platform/db/transaction.ts'
import { startWorker, type Worker } from '../platform/jobs/run-worker.ts'
import { countingAgent, createEffectTable, tasks, type CountingInput } from './counting-agent.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from './engine-with-database.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

export interface CountingCrew extends EngineWithDatabase {
  /** Starts a run of a person's that counts from 1 without delay, unless `input` says otherwise. */
  begin(userId: string, input?: Partial<CountingInput>): Promise<{ runId: string; jobId: string }>
  /** Starts a worker in this process. */
  work(concurrency?: number): Promise<void>
  /** Starts a worker in a process of its own, to be killed. */
  child(failpoint?: string): Promise<WorkerProcess>
}

/** An engine for counting runs with those who work on them, all of whom end with it. */
export async function createCountingCrew(): Promise<CountingCrew> {
  const engine = await createEngineWithDatabase(tasks)
  const { ctx, database } = engine
  await createEffectTable(database.db)
  const workers: Worker[] = []
  const children: WorkerProcess[] = []
  return {
    ...engine,
    begin: (userId, input = {}) =>
      asUser(ctx.db, userId, (tx) =>
        startRun(tx, ctx, countingAgent, { userId, input: { start: 1, stepMs: 0, ...input } }),
      ),
    async work(concurrency = 4) {
      workers.push(await startWorker({ ctx, tasks, graceMs: 300, concurrency }))
    },
    async child(failpoint) {
      const child = startWorkerProcess({
        url: database.url,
        tasks: new URL('counting-agent.ts', import.meta.url),
        ...(failpoint ? { failpoint } : {}),
      })
      children.push(child)
      await child.ready
      return child
    },
    async stop() {
      await Promise.all(children.map((child) => child.kill()))
      await Promise.all(workers.map((worker) => worker.stop({ drainMs: 0 })))
      await engine.stop()
    },
  }
}
