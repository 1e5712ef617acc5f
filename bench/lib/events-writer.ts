import { pino } from 'pino'
import { systemClock } from '../../src/platform/clock.ts'
import { createDb, createPool } from '../../src/platform/db/connect.ts'
import { asUser } from '../../src/platform/db/transaction.ts'
import { appendEvent } from '../../src/platform/events/append-event.ts'
import { createEvents } from '../../src/platform/events/create-events.ts'
import type { EventPerson } from './events-people.ts'

export interface Committed {
  seq: number
  /** When the commit was acknowledged, in ms since 1970 with fractions. */
  at: number
}

/** What a worker process does: it appends events and rings the doorbell of the servers. */
export interface EventWriter {
  /** Commits `count` events of one person in one transaction; tells of the last. */
  append(person: EventPerson, count?: number): Promise<Committed>
  stop(): Promise<void>
}

export const preciseNow = (): number => performance.timeOrigin + performance.now()

const data = { index: 3, of: 7, percent: 42, postingId: 'b0f6c1de-7b5c-4a55-9d0b-64b1f3a9d2aa' }

/** With `silent` nothing is rung: what commits cost without the doorbell. */
export function startEventWriter(connectionString: string, { silent = false } = {}): EventWriter {
  const log = pino({ level: 'error' }, pino.destination(2))
  const pool = createPool({ connectionString, maxConnections: 32 })
  const db = createDb(pool)
  const doorbell = createEvents({ connectionString, db, clock: systemClock, log })
  const events = silent ? { ...doorbell, ring: () => undefined } : doorbell
  return {
    async append({ userId, runId }, count = 1) {
      const seq = await asUser(db, userId, async (tx) => {
        let last = 0
        for (let made = 0; made < count; made++) {
          last = await appendEvent(
            tx,
            { events },
            { userId, runId, agent: 'match', type: 'progress', words: 'Read 3 of 7 requirements', data },
          )
        }
        return last
      })
      return { seq, at: preciseNow() }
    },
    async stop() {
      await doorbell.stop()
      await db.destroy()
    },
  }
}

/** Calls `act` `perSecond` times a second, whether the last one is done or not, and waits for all in the end. */
export async function atRate(
  perSecond: number,
  seconds: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  const started = performance.now()
  const running: Promise<void>[] = []
  const total = Math.round(perSecond * seconds)
  while (running.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * perSecond) + 1)
    while (running.length < due) running.push(act(running.length))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(running)
}
