import { z } from 'zod'
import { failWith } from '../../../platform/errors.ts'
import { operationErrors } from '../errors.ts'
import { jobListStates, type JobListState } from '../schema.ts'

const fail = failWith(operationErrors)

/** Where a page of jobs ended, in the values that its order rests on: it holds also when that job is gone. */
export interface JobPlace {
  /** Microseconds since 1970 as digits: Postgres is more exact than a Date. */
  time: string
  id: string
  /** Where the order begins with it. */
  priority: number
}

const cursorSchema = z.tuple([
  z.enum(jobListStates),
  z.string().regex(/^\d{1,17}$/),
  z.uuid(),
  z.number().int().min(-32_768).max(32_767),
])

export function writeJobCursor(state: JobListState, place: JobPlace): string {
  const parts = [state, place.time, place.id, place.priority]
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url')
}

/** Refuses what is no cursor of such a list. */
export function readJobCursor(state: JobListState, text: string): JobPlace {
  const parsed = cursorSchema.safeParse(parse(text))
  if (!parsed.success || parsed.data[0] !== state) throw fail('cursor_invalid')
  const [, time, id, priority] = parsed.data
  return { time, id, priority }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
