import { afterCommit } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'

/** At most 200 rings a second. */
const EVERY_MS = 5

/** Tells idle workers of new jobs once their transaction has committed. */
export interface Doorbell {
  announce(tx: Tx, jobs: number): void
}

/**
 * Rings at once after a quiet while, then for all that commits within the next milliseconds together. A ring that is
 * lost (the process dies, the database is away) costs the time until the workers' next poll, two seconds.
 */
export function createDoorbell(ring: (jobs: number) => Promise<void>): Doorbell {
  let unheard = 0
  let resting = false

  function ringNow(): void {
    const jobs = unheard
    unheard = 0
    if (jobs === 0) {
      resting = false
      return
    }
    resting = true
    void ring(jobs)
      .catch(() => undefined)
      .finally(() => setTimeout(ringNow, EVERY_MS).unref())
  }

  return {
    announce: (tx, jobs) =>
      afterCommit(tx, () => {
        unheard += jobs
        if (!resting) ringNow()
      }),
  }
}
