import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import type { AppContext } from '../../context.ts'
import { readAsWorker } from '../db/transaction.ts'
import { batchOf, type Batch } from './batch.ts'
import { readEventsOfMany, type EventRow } from './queries.ts'

/** One person's live feed in this process. */
export interface Topic {
  userId: string
  /** The number up to which it has gone. */
  head: number
  isFollowed(): boolean
  deliver(batch: Batch): void
  /** An event of theirs can't be rendered. */
  fail(error: unknown): void
}

export interface FeedOptions extends Pick<AppContext, 'db' | 'log'> {
  /** One event as it goes over the wire. */
  render: (row: EventRow) => Buffer
  /** Least time between two readings; what rings meanwhile is read together. Default 4 ms. */
  pauseMs?: number
}

export interface Feed {
  /** There may be something new. */
  read(topic: Topic): void
  /** Nobody follows it any more. */
  forget(topic: Topic): void
}

/** Events of one person, and people, that one statement reads. */
const EVENTS_AT_ONCE = 100
const PEOPLE_AT_ONCE = 200
const RETRY_MS = 500

/**
 * Reads what is new: of all people whose bell has rung in one statement, each event once, however many follow; a single
 * ring at once, a storm of them every few milliseconds. One reading at a time: it alone moves a topic's head.
 */
export function createFeed(options: FeedOptions): Feed {
  const { pauseMs = 4 } = options
  const due = new Set<Topic>()
  let running = false
  let lastRead = Number.NEGATIVE_INFINITY

  async function run(): Promise<void> {
    while (due.size > 0) {
      const pause = lastRead + pauseMs - performance.now()
      await (pause > 0 ? delay(pause) : nextTurn())
      lastRead = performance.now()
      const topics = [...due].slice(0, PEOPLE_AT_ONCE)
      for (const topic of topics) due.delete(topic)
      try {
        const full = await readNews(options, topics)
        for (const topic of full) due.add(topic)
      } catch (error) {
        const left = topics.filter((topic) => topic.isFollowed())
        if (left.length === 0) continue
        options.log.warn({ err: error }, 'live events could not be read, tried again')
        for (const topic of left) due.add(topic)
        await delay(RETRY_MS)
      }
    }
    running = false
  }

  return {
    read(topic) {
      due.add(topic)
      if (running) return
      running = true
      void run()
    },
    forget: (topic) => void due.delete(topic),
  }
}

/** Delivers what is new and returns the topics that may have more. */
async function readNews({ db, render }: FeedOptions, topics: Topic[]): Promise<Topic[]> {
  const asked = topics.map(({ userId, head }) => ({ userId, after: head }))
  const rows = await readAsWorker(db, (tx) => readEventsOfMany(tx, asked, EVENTS_AT_ONCE))
  const byPerson = Map.groupBy(rows, (row) => row.user_id)
  return topics.filter((topic) => {
    const own = byPerson.get(topic.userId) ?? []
    // One person's trouble is not the others'.
    try {
      deliver(topic, own, render)
      return own.length === EVENTS_AT_ONCE
    } catch (error) {
      topic.fail(error)
      return false
    }
  })
}

function deliver(topic: Topic, rows: EventRow[], render: FeedOptions['render']): void {
  const frames = rows.map((row) => ({ seq: row.seq, bytes: render(row) }))
  const batch = batchOf(topic.head, frames)
  if (!batch) return
  topic.head = batch.last
  topic.deliver(batch)
}
