import type { Span } from '../../resumes/schema.ts'
import type { Requirement } from '../schema.ts'

/** A requirement before it has an id and a tier. */
export interface Draft {
  span: Span
  kind: Requirement['kind']
  detail: Requirement['detail']
}

export function draftOf(kind: Draft['kind'], span: Span, detail: Partial<Draft['detail']> = {}): Draft {
  return { kind, span, detail: { mode: 'all', terms: [], years: null, level: null, ...detail } }
}

/** A stretch of the posting's text that is read as one unit. */
export interface Clause {
  /** The whole posting text. */
  text: string
  span: Span
  /** The words of the span. */
  words: string
}

export function clauseAt(text: string, span: Span): Clause {
  return { text, span, words: text.slice(...span) }
}
