import { toJsonResume } from './parsing/json-resume.ts'
import type { FactRow } from './queries.ts'
import type { JsonResume, ProfileFact } from './schema.ts'

/** A stored fact as others see it: a person's own words have no place in the file. */
export function toProfileFact(row: FactRow): ProfileFact {
  const { id, kind, text, path, value, state, origin, span_start: start, span_end: end } = row
  const span: ProfileFact['span'] =
    origin === 'resume' && start !== null && end !== null ? [start, end] : null
  return { id, kind, text, span, path, value, state, origin }
}

/** The JSON Resume that the facts say now, without the removed ones. */
export function currentJsonResume(facts: readonly ProfileFact[]): JsonResume {
  return toJsonResume(facts.filter((fact) => fact.state !== 'removed'))
}
