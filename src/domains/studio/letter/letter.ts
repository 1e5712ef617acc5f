import type { Posting } from '../../postings/schema.ts'
import type { ProfileFact } from '../../resumes/schema.ts'
import { shortTitle } from '../claims/posting-title.ts'

/** A sentence to be, in the order of preference of its wordings; the first that the checker passes is taken. */
export interface Candidate {
  variants: string[]
  facts: ProfileFact[]
  /** The least weighty go first when the letter gets too long. */
  weight: number
  /** It goes on from the sentence before ("I also …") and can't open a paragraph. */
  goesOn?: boolean
}

export interface Letter {
  greeting: string
  paragraphs: Candidate[][]
  signOff: string
  /** The name, then how to reach the person. */
  signature: Candidate[]
}

/** What the person's own manner decides; a style card fills it later. */
export interface LetterVoice {
  greeting?: string
  signOff?: string
}

/** "A, B and C". */
export function list(items: string[], and: string): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`
}

export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s,;:|–—-]+$/, '')
}

/** A title in capitals reads as shouting in a letter; short words may be abbreviations. */
export function titleText(text: string): string {
  const clean = plain(text)
  if (!/\s/.test(clean) || clean !== clean.toUpperCase()) return clean
  return clean.replace(/\p{L}{4,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
}

/** The advertised title as a letter names it, without the organisation; '' when it is too long to be one. */
export function postingTitle({ title, hiringOrganization }: Posting): string {
  const clean = titleText(shortTitle(title))
  const ending = `, ${hiringOrganization.name}`
  const alone = hiringOrganization.name && clean.endsWith(ending) ? clean.slice(0, -ending.length) : clean
  return alone.length <= 120 ? alone : ''
}

/** One full stop ends a sentence, also after "Inc.". */
export function sentence(text: string): string {
  return `${text.replace(/\.+$/, '')}.`
}

/** Picks a wording by the content of the letter, so that two letters differ and one stays the same. */
export function chooser(seed: string): <T>(options: readonly [T, ...T[]]) => T {
  let hash = 2166136261
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
  return (options) => {
    hash = Math.imul(hash ^ 0x9e37, 16777619)
    return options[(hash >>> 8) % options.length] ?? options[0]
  }
}

export type Choose = ReturnType<typeof chooser>

export function contactLine(facts: ProfileFact[]): Candidate[] {
  const reach = ['email', 'phone'].flatMap((kind) => facts.find((fact) => fact.kind === kind) ?? [])
  return reach.length > 0
    ? [{ variants: [reach.map(({ text }) => plain(text)).join(' · ')], facts: reach, weight: 9 }]
    : []
}
