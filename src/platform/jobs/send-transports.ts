import type { AppContext } from '../../context.ts'
import { atOnceAsWorker } from '../db/at-once.ts'
import { afterCommit } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { Lane } from './lanes.ts'
import { sendingNew } from './queries.ts'

type Take = (lane: Lane, jobId: string) => boolean

/** Jobs in one statement. */
const TOGETHER = 500
/** Of these at most so many from small enqueues, so that a heap moves on as well. */
const SMALL_FIRST = 400
/** An enqueue of more is a heap. */
const SMALL = 20

export interface Sender {
  /** Once the transaction has committed, its jobs get their transports. */
  send(tx: Tx, jobIds: readonly string[]): void
  /** The same for one that is due, unless a worker of this process has a place free for it. */
  handOver(tx: Tx, lane: Lane, jobId: string): void
  /** A worker of this process, which takes the job or answers false. Returns what ends that. */
  offerTo(take: Take): () => void
  /** Once nothing is on its way. */
  idle(): Promise<void>
}

/**
 * Sends new jobs to the workers after their commit: the first at once, and all that commit while that is under way
 * together in the next statement. Within each enqueue's own transaction it would cost more than all the rest of it,
 * and its NOTIFY would make the commits of all enqueues wait for each other
 * (https://www.postgresql.org/docs/current/sql-notify.html). The job's row is what counts: should this process die
 * between the two, the sweep of any worker finds jobs that nothing carries, within some three seconds.
 *
 * A single job needs no courier when a worker of this very process is idle: it is handed over, and claimed like any other.
 */
export function createSender(ctx: () => Pick<AppContext, 'db' | 'pool' | 'log'>): Sender {
  const takers = new Set<Take>()
  const small: string[] = []
  const heaps: string[] = []
  let sending: Promise<void> | null = null

  async function sendAll(): Promise<void> {
    const { db, pool, log } = ctx()
    while (small.length + heaps.length > 0) {
      // Nobody's one job waits behind another's fifty thousand.
      const first = small.splice(0, SMALL_FIRST)
      const jobIds = [...first, ...heaps.splice(0, TOGETHER - first.length)]
      await atOnceAsWorker({ db, pool }, sendingNew(jobIds)).catch((error: unknown) =>
        log.warn({ err: error, jobs: jobIds.length }, 'jobs not sent, the sweep will do it'),
      )
    }
  }

  function start(): void {
    if (sending !== null || small.length + heaps.length === 0) return
    sending = sendAll().finally(() => {
      sending = null
      start()
    })
  }

  function send(jobIds: readonly string[]): void {
    const queue = jobIds.length > SMALL ? heaps : small
    for (const jobId of jobIds) queue.push(jobId)
    start()
  }

  return {
    send: (tx, jobIds) => afterCommit(tx, () => send(jobIds)),
    handOver: (tx, lane, jobId) =>
      afterCommit(tx, () => {
        if (![...takers].some((take) => take(lane, jobId))) send([jobId])
      }),
    offerTo(take) {
      takers.add(take)
      return () => void takers.delete(take)
    },
    async idle() {
      while (sending !== null) await sending
    },
  }
}
