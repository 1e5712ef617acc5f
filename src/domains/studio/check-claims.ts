import { recogniseSkills } from '../matching/recognise-skills.ts'
import type { Requirement } from '../matching/schema.ts'
import type { Posting } from '../postings/schema.ts'
import type { JsonResume, ProfileFact } from '../resumes/schema.ts'
import { splitClauses } from './claims/clauses.ts'
import { findCredentials } from './claims/credentials.ts'
import { indexFacts, type FactIndex, type IndexedFact, type SkillRecogniser } from './claims/fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './claims/mention.ts'
import { findContacts, findKnownOrganisations, findNames, isFormula } from './claims/names.ts'
import { findQuantities } from './claims/quantities.ts'
import { judgeMentions } from './claims/judge-mentions.ts'
import { splitSentences } from './claims/sentences.ts'
import { findSkills } from './claims/skills.ts'
import { findTitles } from './claims/titles.ts'
import { foldedWords, inside, wordsOf } from './claims/words.ts'
import type { DraftClaim } from './schema.ts'

export interface CheckInputs {
  facts: ProfileFact[]
  jsonResume: JsonResume
  posting: Posting | null
  /** What matching read; `posting.descriptionText` when absent. */
  postingText?: string
  requirements: Requirement[]
  /** Default: the one matching uses. */
  recogniseSkills?: SkillRecogniser
  /** YYYY-MM-DD, for lengths of time that go on. */
  today: string
}

function contextOf(inputs: CheckInputs, index: FactIndex): CheckContext {
  const { posting } = inputs
  const places = posting?.jobLocation.map(({ raw }) => raw) ?? []
  const applying = [
    posting?.title ?? '',
    posting?.hiringOrganization.name ?? '',
    posting?.department ?? '',
    ...places,
  ]
  const said = [
    inputs.postingText ?? '',
    posting?.descriptionText ?? '',
    ...applying,
    ...inputs.requirements.map(({ text }) => text),
  ]
  return {
    index,
    posting,
    postingWords: said.flatMap(foldedWords),
    applyingPhrases: applying.map(foldedWords).filter((words) => words.length > 0),
    requirements: inputs.requirements,
    recognise: inputs.recogniseSkills ?? recogniseSkills,
    today: inputs.today,
  }
}

const spansOf = (mentions: Mention[]) => mentions.map(({ span }) => span)

function outside(mentions: Mention[], taken: Mention[]): Mention[] {
  return mentions.filter(({ span }) => !taken.some((other) => inside(span, other.span)))
}

/** Later detectors skip what an earlier one has already read: the "3" of "3M", the "B2" of a licence. */
function findMentions(view: SentenceView, context: CheckContext): Mention[] {
  if (isFormula(view.text))
    return findKnownOrganisations(view, context).filter(({ facts }) => facts.length > 0)
  const contacts = findContacts(view, context)
  const organisations = outside(findKnownOrganisations(view, context), contacts)
  const proved = organisations.filter(({ facts }) => facts.length > 0)
  const titles = outside(findTitles(view, context), [...contacts, ...proved])
  const named = [...contacts, ...organisations, ...titles]
  const known = [
    ...named,
    ...outside(findCredentials(view, context), named),
    ...outside(findSkills(view, context), named),
  ]
  const names = findNames(view, context, spansOf(known))
  // A degree's own words carry no digits; a title that isn't proved is reported once, with its digits.
  const carriers = [...known, ...names].filter(
    ({ facts, free, kind }) => kind !== 'degree' && (facts.length > 0 || free || kind === 'title'),
  )
  return [...known, ...names, ...findQuantities(view, context, spansOf(carriers))]
}

/** Characters that hide a change from the reader: invisible ones, or letters of two alphabets in one word. */
function disguise(text: string): string | null {
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\u{e0000}-\u{e007f}]/u.test(text))
    return 'It contains invisible characters.'
  const mixed = wordsOf(text).find(
    ({ text: word }) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
  )
  return mixed ? `“${mixed.text}” mixes letters of two alphabets.` : null
}

/** Proper names of the résumé and posting, in which a full stop ends no sentence. */
function properNames(index: FactIndex, posting: Posting | null): string[] {
  const own = index.facts
    .filter(({ fact }) => fact.kind !== 'highlight' && fact.kind !== 'summary')
    .map(({ fact }) => fact.text)
  return [...own, posting?.title ?? '', posting?.hiringOrganization.name ?? '']
}

/** An index is the costly part: the composer checks many candidate sentences against one. */
export function createChecker(inputs: CheckInputs): (text: string) => DraftClaim[] {
  const index = indexFacts(inputs.facts, inputs.jsonResume, inputs.recogniseSkills ?? recogniseSkills)
  const context = contextOf(inputs, index)
  const names = properNames(index, inputs.posting)
  return (text) => {
    let previous: { entries: Set<string>; paragraph: number } | null = null
    return splitSentences(text, names).flatMap((sentence): DraftClaim[] => {
      const view = {
        text: sentence.text,
        words: wordsOf(sentence.text),
        clauses: splitClauses(sentence.text),
      }
      const mentions = findMentions(view, context)
      const inherited: Set<string> | null =
        previous?.paragraph === sentence.paragraph ? previous.entries : null
      const { cited, problems, entries } = judgeMentions(view, mentions, context, inherited)
      previous = { entries, paragraph: sentence.paragraph }
      const disguised = disguise(sentence.text)
      const reasons = [...(disguised ? [disguised] : []), ...problems]
      const proper = nameFacts(sentence.text, index)
      if (mentions.length === 0 && reasons.length === 0 && proper.length === 0) return []
      return [
        {
          span: sentence.span,
          factIds: [...new Set([...proper, ...cited].map(({ fact }) => fact.id))],
          flagged: reasons.length > 0,
          reason: reasons.length > 0 ? [...new Set(reasons)].join(' ') : null,
        },
      ]
    })
  }
}

/** The signature: the person's own name alone on its line. */
function nameFacts(text: string, index: FactIndex): IndexedFact[] {
  const words = foldedWords(text).join(' ')
  return index.facts.filter(
    (fact) => fact.fact.kind === 'name' && fact.words.length > 0 && fact.words.join(' ') === words,
  )
}

/**
 * Checks any text, whoever wrote it, against the facts. A claim is a sentence that names an employer, title,
 * skill, number, date, degree, certificate, language or another proper name. It is flagged when one of those
 * has no fact, or facts that belong to different jobs. A claim with no facts that is not flagged says
 * nothing about the person's past: it names the role applied for, quotes the posting, or denies something.
 */
export function checkClaims(text: string, inputs: CheckInputs): DraftClaim[] {
  return createChecker(inputs)(text)
}
