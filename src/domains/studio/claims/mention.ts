import type { Span } from '../../resumes/schema.ts'
import type { Posting } from '../../postings/schema.ts'
import type { Requirement } from '../../matching/schema.ts'
import type { Clause } from './clauses.ts'
import type { FactIndex, IndexedFact, SkillRecogniser } from './fact-index.ts'
import type { Word } from './words.ts'

export type MentionKind =
  | 'contact'
  | 'organisation'
  | 'title'
  | 'degree'
  | 'certificate'
  | 'language'
  | 'skill'
  | 'name'
  | 'date'
  | 'duration'
  | 'number'

/** Something in a sentence that needs proof. */
export interface Mention {
  kind: MentionKind
  /** In the sentence. */
  span: Span
  /** As written. */
  text: string
  /** Of a number. */
  value?: number
  /** Facts of the résumé that state it. */
  facts: IndexedFact[]
  /** It needs no fact: the posting says it, or the sentence denies it. */
  free: boolean
  /** Why it isn't covered, should it not be. */
  reason: string
}

/** What the detectors know about the draft's surroundings. */
export interface CheckContext {
  index: FactIndex
  posting: Posting | null
  /** Folded words of everything the posting says, and of what may be named when applying: title, organisation, places. */
  postingWords: string[]
  applyingPhrases: string[][]
  requirements: Requirement[]
  recognise: SkillRecogniser
  /** YYYY-MM-DD */
  today: string
}

export interface SentenceView {
  text: string
  words: Word[]
  clauses: Clause[]
}
