import type { Span } from '../../resumes/schema.ts'
import { isSoft } from '../../matching/skills/vocabulary.ts'
import { isDisclaimed } from './clauses.ts'
import { postingSays } from './credentials.ts'
import { isDenied, type IndexedFact } from './fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import {
  contentStems,
  findPhrase,
  foldedWords,
  hasPhrase,
  inside,
  isFunctionWord,
  quote,
  stem,
} from './words.ts'

/** "Vue is not on my résumé yet": the denial may follow the skill. */
const DENIED_AFTER =
  /^[^.;:,!?]{0,30}?\b(?:is|are|isn['’]t|aren['’]t)\s*(?:not|n['’]t)?\s*(?:yet )?(?:on|in|part of|among) my\b/i

function denied(view: SentenceView, span: Span): boolean {
  const after = view.text.slice(span[1])
  return (
    isDisclaimed(view.text, span[0]) ||
    (DENIED_AFTER.test(after) && /\b(?:not|n['’]t)\b/i.test(after.slice(0, 45)))
  )
}

/** A fact proves a skill when it states it itself, in the same words or by the same canonical name. */
function states(fact: IndexedFact, skill: string | null, words: string[]): boolean {
  if (skill !== null && fact.skills.has(skill)) return true
  if (hasPhrase(fact.words, words))
    return !isDenied(fact.fact.text, fact.fact.text.toLowerCase().indexOf(words[0] ?? ''))
  // "led a team" of the letter is "Led team" in the résumé; a term proper has no such small words.
  const content = contentStems(words.join(' '))
  return (
    words.some(isFunctionWord) && content.length > 1 && content.every((word) => fact.stems.includes(word))
  )
}

function mentionOf(view: SentenceView, context: CheckContext, span: Span, skill: string | null): Mention {
  const text = view.text.slice(...span)
  const words = foldedWords(text)
  const facts = context.index.facts
    .filter((fact) => states(fact, skill, words))
    .toSorted((a, b) => Number(b.fact.kind === 'skill') - Number(a.fact.kind === 'skill'))
  // "a good communicator": how somebody sees themselves, which no résumé proves and nobody checks.
  const selfImage = skill !== null && facts.length === 0 && isSoft(skill)
  const free = selfImage || denied(view, span) || postingSays(view, context, span, text)
  return {
    kind: 'skill',
    span,
    text,
    facts,
    free,
    reason: `The skill ${quote(text)} is in no fact of your résumé.`,
  }
}

/** What the posting asks for by name is a skill too, known or not. */
function requiredTerms(context: CheckContext): string[][] {
  return context.requirements
    .filter(({ kind }) => kind === 'skill' || kind === 'experience_years')
    .flatMap(({ detail }) => detail.terms)
    .map(foldedWords)
    .filter((words) => words.length > 0 && words.join('').length > 2)
}

/** A term that resumé and sentence only share as an everyday word proves nothing, and claims nothing. */
function isEveryday(words: string[]): boolean {
  return (
    words.length === 1 &&
    /^(?:team|work|people|customer|service|support|lead|manage|communication|quality|process|project|business)s?$/.test(
      stem(words[0] ?? ''),
    )
  )
}

export function findSkills(view: SentenceView, context: CheckContext): Mention[] {
  const recognised = context
    .recognise(view.text)
    .map(({ skill, span }) => mentionOf(view, context, span, skill))
  const listed = context.index.facts
    .filter(({ fact, words }) => fact.kind === 'skill' && words.length > 0 && !isEveryday(words))
    .flatMap(({ words }) => findPhrase(view.words, words))
  const required = requiredTerms(context)
    .filter((words) => !isEveryday(words))
    .flatMap((words) => findPhrase(view.words, words))
  const plain = [...listed, ...required]
    .filter((span) => !recognised.some((mention) => inside(span, mention.span)))
    .map((span) => mentionOf(view, context, span, null))
  return [...recognised, ...plain]
}
