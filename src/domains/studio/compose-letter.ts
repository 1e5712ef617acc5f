import type { MatchResult, Requirement } from '../matching/schema.ts'
import type { Posting } from '../postings/schema.ts'
import type { JsonResume, ProfileFact } from '../resumes/schema.ts'
import { createChecker } from './check-claims.ts'
import { englishLetter } from './letter/english.ts'
import { germanLetter } from './letter/german.ts'
import { languageOf } from './letter/language.ts'
import type { Candidate, Letter, LetterVoice } from './letter/letter.ts'
import { gatherMaterial, type Material } from './letter/material.ts'
import type { ComposedDraft, DraftClaim } from './schema.ts'

export interface ComposeInputs {
  facts: ProfileFact[]
  jsonResume: JsonResume
  posting: Posting
  /** The text that matching read. */
  postingText: string
  requirements: Requirement[]
  match: MatchResult
  /** YYYY-MM-DD */
  today: string
  voice?: LetterVoice
}

const MAX_WORDS = 340

interface Placed {
  text: string
  facts: ProfileFact[]
  weight: number
  goesOn: boolean
}

type Check = (text: string) => DraftClaim[]

/** The first wording that the checker lets pass beside what its paragraph already says; null when there is none. */
function place(candidate: Candidate, before: Placed[], check: Check): Placed | null {
  const context = before.map(({ text }) => text).join(' ')
  for (const variant of candidate.variants) {
    const paragraph = context ? `${context} ${variant}` : variant
    if (!check(paragraph).some(({ flagged }) => flagged))
      return {
        text: variant,
        facts: candidate.facts,
        weight: candidate.weight,
        goesOn: candidate.goesOn ?? false,
      }
  }
  return null
}

function placeParagraph(candidates: Candidate[], check: Check): Placed[] {
  const placed: Placed[] = []
  for (const candidate of candidates) {
    if (candidate.goesOn && placed.length === 0) continue
    const next = place(candidate, placed, check)
    if (next) placed.push(next)
  }
  return placed
}

function wordCount(paragraphs: Placed[][]): number {
  return paragraphs.flat().reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
}

/** Drops the least weighty sentences, but none that the next one goes on from. */
function shorten(paragraphs: Placed[][]): Placed[][] {
  let kept = paragraphs
  while (wordCount(kept) > MAX_WORDS) {
    const droppable = kept.flatMap((paragraph) =>
      paragraph.filter(({ weight }, at) => weight < 9 && paragraph[at + 1]?.goesOn !== true),
    )
    const least = droppable.toSorted((a, b) => a.weight - b.weight)[0]
    if (!least) break
    kept = kept
      .map((paragraph) => paragraph.filter((sentence) => sentence !== least))
      .filter((paragraph) => paragraph.length > 0)
  }
  return kept
}

function assemble(
  letter: Letter,
  paragraphs: Placed[][],
  signature: Placed[],
): { text: string; placed: { span: [number, number]; facts: ProfileFact[] }[] } {
  let text = `${letter.greeting}\n`
  const placed: { span: [number, number]; facts: ProfileFact[] }[] = []
  const add = (sentence: Placed, separator: string) => {
    text += separator
    placed.push({ span: [text.length, text.length + sentence.text.length], facts: sentence.facts })
    text += sentence.text
  }
  for (const paragraph of paragraphs) {
    paragraph.forEach((sentence, at) => add(sentence, at === 0 ? '\n' : ' '))
    text += '\n'
  }
  text += `\n${letter.signOff}\n`
  signature.forEach((line, at) => add(line, at === 0 ? '' : '\n'))
  return { text: `${text.trimEnd()}\n`, placed }
}

/** The checker's claims, each with the facts that the composer itself drew on. */
function withSources(
  claims: DraftClaim[],
  placed: { span: [number, number]; facts: ProfileFact[] }[],
): DraftClaim[] {
  return claims.map((claim) => {
    const sources = placed.filter(({ span }) => span[0] < claim.span[1] && claim.span[0] < span[1])
    const ids = [...claim.factIds, ...sources.flatMap(({ facts }) => facts.map(({ id }) => id))]
    return { ...claim, factIds: [...new Set(ids)] }
  })
}

/** A letter in another language than the résumé can take over names, but no sentences. */
function mayTellHighlights(material: Material, language: string): boolean {
  const told = material.jobs.flatMap(({ highlights }) => highlights.map(({ fact }) => fact.text)).join('\n')
  const own = languageOf(told)
  return own === null || own === language
}

/**
 * A cover letter made of facts only. Every sentence passes `checkClaims` before it is taken: one that can't be
 * proved is worded more plainly or left out, so that the result never holds a flagged claim. The same input
 * gives the same letter.
 */
export function composeLetter(inputs: ComposeInputs): ComposedDraft {
  const { posting } = inputs
  const check = createChecker({ ...inputs, postingText: inputs.postingText })
  const material = gatherMaterial(inputs)
  const language =
    (posting.inLanguage ?? languageOf(inputs.postingText) ?? 'en').slice(0, 2).toLowerCase() === 'de'
      ? 'de'
      : 'en'
  const write = language === 'de' ? germanLetter : englishLetter
  const letter = write(material, posting, mayTellHighlights(material, language), inputs.voice ?? {})
  const paragraphs = shorten(
    letter.paragraphs
      .map((candidates) => placeParagraph(candidates, check))
      .filter((each) => each.length > 0),
  )
  const signature = letter.signature.flatMap((line) => place(line, [], check) ?? [])
  const { text, placed } = assemble(letter, paragraphs, signature)
  return { text, claims: withSources(check(text), placed) }
}
