import type { Tx } from '../../platform/db/types.ts'
import {
  readEvents,
  readFirstSeq,
  readLastSeqs,
  readNewestEvents,
  type EventRow,
} from '../../platform/events/queries.ts'
import { eventView } from './run-view.ts'
import type { History } from './schema.ts'

export interface HistoryPage {
  after: number
  limit: number
  /** The last `limit` events instead. */
  newest: boolean
}

/** A page of stored events, and whether old ones that belong to it are no longer kept. */
export async function readHistory(tx: Tx, userId: string, page: HistoryPage): Promise<History> {
  const [counter] = await readLastSeqs(tx, [userId])
  const rows = page.newest
    ? await readNewestEvents(tx, userId, page.limit)
    : await readEvents(tx, userId, page.after, page.limit)
  return {
    events: rows.map(eventView),
    startsAt: await readFirstSeq(tx, userId),
    complete: rows.length === numbered(rows, page, counter?.last_seq ?? 0),
  }
}

/** How many numbers the page spans: as many events were there once. */
function numbered(rows: EventRow[], { after, limit, newest }: HistoryPage, lastSeq: number): number {
  // What was appended since the counter was read is there as well.
  const end = Math.max(lastSeq, rows.at(-1)?.seq ?? 0)
  if (newest) return Math.min(limit, end)
  const isFull = rows.length === limit
  return Math.max(0, (isFull ? (rows.at(-1)?.seq ?? end) : end) - after)
}
