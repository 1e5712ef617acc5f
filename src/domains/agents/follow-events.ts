import type { AppContext } from '../../context.ts'
import { readAsUser } from '../../platform/db/transaction.ts'
import { readEvents, readLastSeqs } from '../../platform/events/queries.ts'
import { eventView } from './run-view.ts'
import type { RunEvent } from './schema.ts'

const BATCH = 500

export interface FollowOptions {
  userId: string
  /** The last event already seen; 0 replays everything, 'now' starts with the next one. */
  after: number | 'now'
  signal: AbortSignal
}

/**
 * A person's events in order, without gaps or doubles, until the signal fires. It listens before it reads:
 * what is appended in between rings the bell that the next wait finds rung.
 */
export async function* followEvents(
  ctx: Pick<AppContext, 'db' | 'events'>,
  options: FollowOptions,
): AsyncGenerator<RunEvent, void, undefined> {
  const { userId, signal } = options
  const bell = createBell(signal)
  const stopListening = ctx.events.listen(userId, bell.ring)
  try {
    let last = options.after === 'now' ? await lastSeq(ctx, userId) : options.after
    while (!signal.aborted) {
      const after = last
      const rows = await readAsUser(ctx.db, userId, (tx) => readEvents(tx, userId, after, BATCH))
      for (const row of rows) {
        yield eventView(row)
        last = row.seq
      }
      if (rows.length < BATCH) await bell.rung()
    }
  } finally {
    stopListening()
  }
}

async function lastSeq(ctx: Pick<AppContext, 'db'>, userId: string): Promise<number> {
  const [row] = await readAsUser(ctx.db, userId, (tx) => readLastSeqs(tx, [userId]))
  return row?.last_seq ?? 0
}

/** Remembers that it rang, so that a ring while nobody waits isn't lost. */
function createBell(signal: AbortSignal) {
  let rang = false
  let wake: (() => void) | null = null
  const ring = (): void => {
    rang = true
    wake?.()
  }
  const rung = async (): Promise<void> => {
    if (!rang && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const goOn = (): void => resolve()
      wake = goOn
      signal.addEventListener('abort', goOn, { once: true })
      await promise
      signal.removeEventListener('abort', goOn)
      wake = null
    }
    rang = false
  }
  return { ring, rung }
}
