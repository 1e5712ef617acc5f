import type { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { iso } from './job-view.ts'
import { listJobsOfWorkers } from './lists/queries.ts'
import type { workerSchema } from './lists/schema.ts'
import { listWorkerRows } from './overview/queries.ts'

/** The workers that are remembered, those at work first, with what they do. */
export async function listWorkers(tx: Tx): Promise<z.infer<typeof workerSchema>[]> {
  const workers = await listWorkerRows(tx)
  const atWork = workers.filter((worker) => worker.stopped_at === null).map(({ id }) => id)
  const jobs = atWork.length > 0 ? await listJobsOfWorkers(tx, atWork) : []
  return workers.map((worker) => ({
    id: worker.id,
    alive: worker.alive,
    host: worker.host,
    pid: worker.pid,
    version: worker.version,
    lanes: worker.lanes,
    busy: worker.busy,
    memoryBytes: worker.memory_bytes,
    startedAt: iso(worker.started_at),
    heartbeatAt: iso(worker.heartbeat_at),
    stoppedAt: iso(worker.stopped_at),
    stopReason: worker.stop_reason,
    jobs: jobs
      .filter((job) => job.worker_id === worker.id)
      .map(({ id, task, lane, attempt, attempt_started_at: startedAt }) => ({
        id,
        task,
        lane,
        attempt,
        startedAt: iso(startedAt),
      })),
  }))
}
