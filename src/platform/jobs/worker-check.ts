import { asWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import { sightWorkers } from './worker-queries.ts'

/** Fails unless some process, this or another, works on jobs. */
export function workerCheck(db: Db): () => Promise<void> {
  return async () => {
    const workers = await asWorker(db, sightWorkers)
    if (!workers.some((worker) => worker.alive)) throw new Error('no worker is alive')
  }
}
