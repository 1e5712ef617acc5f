import { z } from 'zod'
import { failWith } from '../../../platform/errors.ts'
import { peopleErrors } from './errors.ts'

const fail = failWith(peopleErrors)

/** Where a page of people ended: it holds also when that person is gone. */
export interface PeoplePlace {
  /** Microseconds since 1970 as digits: Postgres is more exact than a Date. */
  time: string
  id: string
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,17}$/), z.uuid()])

export function writePeopleCursor({ time, id }: PeoplePlace): string {
  return Buffer.from(JSON.stringify([time, id]), 'utf8').toString('base64url')
}

export function readPeopleCursor(text: string): PeoplePlace {
  const parsed = cursorSchema.safeParse(parse(text))
  if (!parsed.success) throw fail('people_cursor_invalid')
  const [time, id] = parsed.data
  return { time, id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
