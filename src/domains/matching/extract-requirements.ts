import type { Posting } from '../postings/schema.ts'
import type { Span } from '../resumes/schema.ts'
import { splitClauses, splitSentences } from './requirements/clauses.ts'
import { location, schedule, workAuthorization } from './requirements/conditions.ts'
import {
  asksSomething,
  isCondition,
  isInvitation,
  isOffer,
  isProcess,
  isWaived,
  speaksOfEmployer,
  tellsAStory,
  tierCue,
} from './requirements/cues.ts'
import { splitItems } from './requirements/items.ts'
import { clauseAt, type Draft, draftOf } from './requirements/draft.ts'
import { namesOnlyTheRole, withoutLeadIn } from './requirements/lead-in.ts'
import { readSections, type Line } from './requirements/sections.ts'
import { skillDrafts } from './requirements/skill-clauses.ts'
import { isAskingFragment } from './requirements/fragments.ts'
import { tiersOf } from './requirements/tiers.ts'
import { readSpecialKinds } from './requirements/special-kinds.ts'
import type { Requirement } from './schema.ts'
import { findSkills } from './skills/recognition.ts'
import { isSoft } from './skills/vocabulary.ts'
import { overlaps, trimSpan } from './text/tokens.ts'
import { countriesIn } from './text/countries.ts'
import { contentWordCount } from './text/words.ts'

/** Changes whenever the same posting may give other requirements. */
export const EXTRACTOR_VERSION = '2026-11-20.2'

type Tier = Requirement['tier']
type TieredDraft = Draft & { tier: Tier }

/** Conditions bind wherever they stand: who may work, where, and when. */
function conditionsOf(text: string, span: Span, asked: boolean): Draft[] {
  const clause = clauseAt(text, span)
  const authorization = workAuthorization(clause)
  if (authorization.length > 0) return authorization
  const place = location(clause, asked)
  return place.length > 0 ? place : schedule(clause, asked)
}

function isSpecific(draft: Draft, text: string): boolean {
  return (
    draft.detail.terms.length > 0 || draft.kind !== 'skill' || contentWordCount(text.slice(...draft.span)) > 1
  )
}

const EXPERIENCE = /\b(?:experience|berufserfahrung|erfahrung|expérience|experiencia)\b/iu

function readClause(text: string, span: Span): Draft[] {
  const clause = clauseAt(text, withoutLeadIn(text, span))
  if (clause.words.trim().length < 2) return []
  const { drafts, rest } = readSpecialKinds(clause)
  const special = drafts.length > 0
  for (const part of rest) {
    const left = clauseAt(text, trimSpan(text, part))
    const known = findSkills(left.words).length > 0
    if (special && !known) continue
    drafts.push(...skillDrafts(left))
  }
  const specific = drafts.filter((draft) => isSpecific(draft, text))
  // "Some professional experience": of what the job is, as nothing else is said.
  if (specific.length === 0 && EXPERIENCE.test(clause.words))
    return [draftOf('experience_years', clause.span)]
  return specific
}

/** Two parts of one condition: "rotating shifts, 6 to 2 and 12 to 8". */
function withConditionsJoined(drafts: TieredDraft[]): TieredDraft[] {
  const joined: TieredDraft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    if (last && last.kind === draft.kind && (draft.kind === 'schedule' || draft.kind === 'location')) {
      const terms = [...new Set([...last.detail.terms, ...draft.detail.terms])]
      joined[joined.length - 1] = {
        ...last,
        span: [last.span[0], draft.span[1]],
        detail: { ...last.detail, terms },
      }
    } else joined.push(draft)
  }
  return joined
}

/** "Four on, four off, days and nights": all of it says when or where. */
function isOneCondition(text: string, sentence: Span, items: Span[]): boolean {
  const [condition] = conditionsOf(text, sentence, true)
  if (condition?.kind !== 'schedule' && condition?.kind !== 'location') return false
  return items.every((item) => {
    const clause = clauseAt(text, item)
    return (
      contentWordCount(clause.words) <= 5 &&
      readSpecialKinds(clause).drafts.length === 0 &&
      findSkills(clause.words).length === 0
    )
  })
}

function asksNothing(words: string): boolean {
  return isWaived(words) || isInvitation(words) || tellsAStory(words)
}

/** A sentence from which requirements are wanted. */
function readAsked(text: string, sentence: Span, base: Tier): TieredDraft[] {
  const words = text.slice(...sentence)
  if (isProcess(words) || namesOnlyTheRole(words)) return []
  const items = splitClauses(text, sentence)
    .flatMap((clause) => splitItems(text, clause))
    .filter((item) => !asksNothing(text.slice(...item)))
  const tiers = tiersOf(text, items, base)
  if (items.length > 1 && isOneCondition(text, sentence, items))
    return conditionsOf(text, sentence, true).map((draft) => ({ ...draft, tier: tierCue(words) ?? base }))
  const drafts = items.flatMap((span, index) => {
    const bound = conditionsOf(text, span, true)
    const found = bound.length > 0 ? bound : readClause(text, span)
    const tier = base === 'nice' ? 'nice' : (tiers[index] ?? base)
    return found.map((draft) => ({ ...draft, tier }))
  })
  return withConditionsJoined(drafts)
}

/** Outside of requirement sections only sentences that plainly ask are read, and conditions. */
function readElsewhere(text: string, sentence: Span, line: Line, plainAd: boolean): TieredDraft[] {
  const words = text.slice(...sentence)
  if (isWaived(words)) return []
  const fragment = plainAd && line.section === 'neutral' && isAskingFragment(clauseAt(text, sentence))
  const asks = line.section === 'duties' ? isCondition(words) : fragment || asksSomething(words)
  if (asks && !isOffer(words)) return readAsked(text, sentence, 'must')
  const conditions = line.section === 'duties' ? [] : conditionsOf(text, sentence, false)
  return conditions.map((draft) => ({ ...draft, tier: tierCue(words) ?? 'must' }))
}

function readLine(text: string, line: Line, plainAd: boolean): TieredDraft[] {
  const sentences = splitSentences(text, trimSpan(text, line.span))
  return sentences.flatMap((sentence) => {
    const words = text.slice(...sentence)
    if (line.section === 'ignore')
      return conditionsOf(text, sentence, false)
        .filter((draft) => draft.kind === 'work_authorization')
        .map((draft) => ({ ...draft, tier: 'must' as const }))
    const listed = line.section === 'must' || line.section === 'nice'
    if (listed && (!isOffer(words) || asksSomething(words)))
      return readAsked(text, sentence, line.section === 'nice' ? 'nice' : 'must')
    return listed ? [] : readElsewhere(text, sentence, line, plainAd)
  })
}

/** Where a posting asks nothing in words, the tools its duties name are what it takes. */
function toolsOfDuties(text: string, lines: Line[]): TieredDraft[] {
  return lines
    .filter((line) => line.section === 'duties' || line.section === 'neutral')
    .filter(
      (line) =>
        line.bullet ||
        text
          .slice(...line.span)
          .trim()
          .split(/\s+/).length > 5,
    )
    .flatMap((line) => splitSentences(text, trimSpan(text, line.span)))
    .filter((sentence) => !isOffer(text.slice(...sentence)) && !speaksOfEmployer(text.slice(...sentence)))
    .flatMap((sentence) => {
      const known = findSkills(text.slice(...sentence)).some((mention) => !isSoft(mention.skill))
      return known
        ? skillDrafts(clauseAt(text, sentence)).map((draft) => ({
            ...draft,
            tier: tierCue(text.slice(...sentence)) ?? ('must' as const),
          }))
        : []
    })
}

/** A longer first line is an advertisement of one paragraph. */
const LONGEST_TITLE = 120

/** Characters of structured values before the description. */
function headerLength({ descriptionText }: Posting, text: string): number {
  return text.endsWith(descriptionText) ? text.length - descriptionText.length : 0
}

/** Of the structured values only who may apply is a demand; the gates read the others from the posting itself. */
function readHeaderLine(text: string, line: Line): TieredDraft[] {
  const span = trimSpan(text, line.span)
  const terms = countriesIn(text.slice(...span))
  if (!/^applicants?\b/.test(line.label) || terms.length === 0) return []
  return [{ ...draftOf('location', span, { mode: 'any', terms, level: 'remote' }), tier: 'must' }]
}

const CONDITIONS: ReadonlySet<Draft['kind']> = new Set([
  'work_authorization',
  'location',
  'schedule',
  'language',
])

/** Alike for two ways of asking the same thing; one that names nothing stands for itself. */
function demandKey({ kind, detail, span }: TieredDraft): string {
  if (detail.terms.length === 0) return `at ${span[0]}`
  return JSON.stringify([kind, detail.years, detail.level, detail.terms.toSorted()])
}

/** Characters between two items of one list. */
const LIST_GAP = 8

/** One demand said twice is one; where tiers differ, must stands. Takes drafts in the order of the text. */
function deduplicate(drafts: TieredDraft[]): TieredDraft[] {
  const result: TieredDraft[] = []
  const kept = new Map<string, TieredDraft>()
  const lastOf = new Map<Draft['kind'], TieredDraft>()
  for (const draft of drafts) {
    const before = lastOf.get(draft.kind)
    const same = kept.get(demandKey(draft))
    // "micrometers, verniers and height gauges": side by side they are several, whatever they are filed under.
    const listed = same?.kind === 'skill' && draft.span[0] - same.span[1] < LIST_GAP
    const twin =
      (listed ? undefined : same) ?? (before && overlaps(before.span, draft.span) ? before : undefined)
    if (twin) {
      if (draft.tier === 'must') twin.tier = 'must'
      continue
    }
    result.push(draft)
    kept.set(demandKey(draft), draft)
    lastOf.set(draft.kind, draft)
  }
  return result
}

/**
 * What a posting asks for, in the order of its text, each with the exact words. Deterministic; text that
 * tries to give instructions is read like any other.
 */
export function extractRequirements({ posting, text }: { posting: Posting; text: string }): Requirement[] {
  const header = headerLength(posting, text)
  const lines = readSections(text)
  const body = lines.filter(
    (line) =>
      line.span[0] >= header &&
      (line.bullet ||
        line.span[1] - line.span[0] > LONGEST_TITLE ||
        text.slice(...line.span).trim() !== posting.title),
  )
  const plainAd = body.every(({ section }) => section !== 'must' && section !== 'nice')
  const asked = [
    ...lines.filter((line) => line.span[0] < header).flatMap((line) => readHeaderLine(text, line)),
    ...body.flatMap((line) => readLine(text, line, plainAd)),
  ]
  const hasDemand = asked.some((draft) => !CONDITIONS.has(draft.kind))
  const drafts = hasDemand ? asked : [...asked, ...toolsOfDuties(text, body)]
  return deduplicate(drafts.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])).map(
    (draft, index) => ({
      id: `r${index + 1}`,
      text: text.slice(...draft.span),
      span: draft.span,
      tier: draft.tier,
      kind: draft.kind,
      detail: draft.detail,
    }),
  )
}
