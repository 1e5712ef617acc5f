import { failWith } from '../../platform/errors.ts'
import { toStorableText } from '../../platform/json.ts'
import { resumeErrors } from './errors.ts'
import { FACT_MAX_LENGTH } from './schema.ts'

const fail = failWith(resumeErrors)

/** A person's own words for a fact, storable and of allowed length. */
export function factText(typed: string): string {
  const text = toStorableText(typed).replace(/\s+/g, ' ').trim()
  if (text === '') throw fail('fact_empty')
  if (text.length > FACT_MAX_LENGTH) throw fail('fact_too_long')
  return text
}
