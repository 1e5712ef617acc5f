/** A mail before it is laid out. HTML and plain text are made from the same parts, so both say everything. */
export interface Letter {
  subject: string
  /** What an inbox shows beside the subject. */
  preview: string
  heading: string
  parts: readonly LetterPart[]
  button?: { label: string; url: string }
  /** Said in a smaller voice below all else. */
  closing?: string
}

export interface ListItem {
  text: string
  detail?: string
  url?: string
}

export type LetterPart =
  | { kind: 'text'; text: string }
  /** To be typed elsewhere. */
  | { kind: 'code'; code: string }
  | { kind: 'facts'; facts: readonly (readonly [name: string, value: string])[] }
  | { kind: 'list'; title: string; items: readonly ListItem[] }

/** What stands below every letter. */
export interface LetterFooter {
  appUrl: string
  /** null: a mail that can't be unsubscribed. */
  unsubscribeUrl: string | null
}

export const say = (text: string): LetterPart => ({ kind: 'text', text })
