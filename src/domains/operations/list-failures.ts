import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import { operationErrors } from './errors.ts'
import { iso } from './job-view.ts'
import { listFailureRows, MOST_OF_GROUP, type FailurePlace, type FailureRow } from './lists/queries.ts'
import type { failureListInput, failurePageSchema } from './lists/schema.ts'
import { maskText } from './mask-value.ts'

const fail = failWith(operationErrors)
type FailureList = z.infer<typeof failureListInput>
type FailurePage = z.infer<typeof failurePageSchema>

const cursorSchema = z.tuple([
  z.enum(['recent', 'count']),
  z.string().regex(/^\d{1,17}$/),
  z.string().max(200),
])

/** Failures that look alike, in groups. */
export async function listFailures(tx: Tx, input: FailureList): Promise<FailurePage> {
  const { task, lane, error, sort, cursor, limit } = input
  const after = cursor ? readCursor(sort, cursor) : null
  const given = { task: storable(task), lane: storable(lane), error: storable(error) }
  const rows = await listFailureRows(tx, { ...given, sort, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(failureItem),
    nextCursor: rows.length > limit && last ? writeCursor(sort, last) : null,
  }
}

const storable = (text: string | undefined) => (text === undefined ? undefined : toStorableText(text))

function failureItem(row: FailureRow): FailurePage['items'][number] {
  const { fingerprint, task, lane, code, count, dead_letters: dead } = row
  return {
    fingerprint,
    task,
    lane,
    code,
    message: maskText(row.message),
    count,
    firstSeenAt: iso(row.first_seen_at),
    lastSeenAt: iso(row.last_seen_at),
    lastJobId: row.last_job_id,
    deadLetters: { count: Math.min(dead, MOST_OF_GROUP), more: dead > MOST_OF_GROUP },
  }
}

function writeCursor(sort: FailureList['sort'], row: FailureRow): string {
  const value = sort === 'recent' ? row.microseconds : String(row.count)
  return Buffer.from(JSON.stringify([sort, value, row.fingerprint]), 'utf8').toString('base64url')
}

function readCursor(sort: FailureList['sort'], text: string): FailurePlace {
  const parsed = cursorSchema.safeParse(parse(text))
  if (!parsed.success || parsed.data[0] !== sort) throw fail('cursor_invalid')
  return { value: parsed.data[1], fingerprint: toStorableText(parsed.data[2]) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
