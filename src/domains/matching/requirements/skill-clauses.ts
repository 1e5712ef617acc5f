import type { Span } from '../../resumes/schema.ts'
import { findSkills, type SkillMention } from '../skills/recognition.ts'
import { categoryOf, isSoft } from '../skills/vocabulary.ts'
import { trimSpan } from '../text/tokens.ts'
import { contentStems, contentWordCount } from '../text/words.ts'
import { type Clause, type Draft, draftOf } from './draft.ts'

/** Mentions that one enumeration holds together. */
interface Group {
  mentions: SkillMention[]
  /** True when any one of them satisfies: "Python or Java", "such as AWS, GCP". */
  any: boolean
}

const LINK =
  /^[\s)"“”*_]*(?:(?:\([^()]{0,40}\))?\s*(?:,|;|\/|&|\+|•|\||·)?\s*(?:and\/or|and|or|und\/oder|und|oder|sowie|et\/ou|et|ou|y\/o|y|e|o|plus|as well as)?\s*(?:either|also|the|some|basic|strong|good|solid|advanced|modern|possibly|preferably|ideally|(?:knowledge|experience|skills?|kenntnisse) (?:of|with|in)|with|in|of|d['’]|de|des|mit|von)?\s*)["“”*_(]*$/iu
const OR = /(?:\bor\b|\boder\b|\bou\b|\bo\b|and\/or|\/)/iu
const EXAMPLES =
  /(?:such as|like|e\.\s?g\.?,?|for example|for instance|i\.\s?e\.?|including|z\.\s?b\.?|wie(?: etwa| z\.b\.)?|tel(?:le)?s? que|comme|par exemple|como|p\.\s?ej\.?|(?:at least )?(?:one|two|any|some|several)(?: or more)? of(?: the following| these)?(?: \p{L}+){0,2}|mindestens eine[mr]?|\(|etc)\s*[:(]?\s*$/iu
const SIMILAR =
  /^[\s,)]*(?:\(?\s*)?(?:or|oder|ou|o)\s+(?:a |an |any |another |other |eine[mnr]? )?(?:similar|equivalent|comparable|other|related|vergleichbar\p{L}*|ähnlich\p{L}*|équivalent|similar\p{L}*|another)/iu

function gap(text: string, left: SkillMention, right: SkillMention): string {
  return text.slice(left.span[1], right.span[0])
}

/** Consecutive mentions linked by nothing but commas and conjunctions form one enumeration. */
function enumerations(text: string, mentions: SkillMention[]): SkillMention[][] {
  const groups: SkillMention[][] = []
  for (const mention of mentions) {
    const last = groups.at(-1)
    const previous = last?.at(-1)
    if (last && previous && LINK.test(gap(text, previous, mention))) last.push(mention)
    else groups.push([mention])
  }
  return groups
}

/** The mentions that one enumeration holds together from the first on. */
export function leadingList(text: string, mentions: SkillMention[]): SkillMention[] {
  return enumerations(text, mentions)[0] ?? []
}

function anySatisfies(clause: Clause, mentions: SkillMention[]): boolean {
  const { text, span } = clause
  const [first, last] = [mentions[0], mentions.at(-1)]
  if (!first || !last || mentions.length < 2) return false
  const between = mentions.slice(1).map((mention, index) => gap(text, mentions[index] ?? first, mention))
  return (
    between.some((words) => OR.test(words)) ||
    EXAMPLES.test(text.slice(span[0], first.span[0])) ||
    SIMILAR.test(text.slice(last.span[1], span[1] + 30))
  )
}

const TOOL_CATEGORIES = new Set(['software', 'data', 'cloud', 'security', 'it-support', 'office'])

/** A name of something one learns by itself (Docker, Xero, SAP), unlike an activity (invoicing). */
function isNamedTool(text: string, mention: SkillMention): boolean {
  const written = text.slice(...mention.span)
  return (
    TOOL_CATEGORIES.has(categoryOf(mention.skill) ?? '') || /\p{Lu}.*\p{Lu}|^\p{Lu}\p{Ll}+$/u.test(written)
  )
}

/** "Docker and Terraform" are two demands, "stock rotation and waste control" is one. */
function comesApart(text: string, list: SkillMention[]): boolean {
  return list.length > 2 || list.every((mention) => isNamedTool(text, mention))
}

function toGroups(clause: Clause, mentions: SkillMention[]): Group[] {
  const groups: Group[] = []
  for (const list of enumerations(clause.text, mentions)) {
    if (anySatisfies(clause, list)) groups.push({ mentions: list, any: true })
    else if (!comesApart(clause.text, list)) groups.push({ mentions: list, any: false })
    else for (const mention of list) groups.push({ mentions: [mention], any: false })
  }
  return groups
}

function unique(terms: string[]): string[] {
  return [...new Set(terms)]
}

function groupDraft(group: Group): Draft | null {
  const [first, last] = [group.mentions[0], group.mentions.at(-1)]
  if (!first || !last) return null
  const terms = unique(group.mentions.map((mention) => mention.skill))
  return draftOf('skill', [first.span[0], last.span[1]], { mode: group.any ? 'any' : 'all', terms })
}

/**
 * "cloud platforms (AWS, GCP)", "CI/CD tools such as Jenkins": the general term and its examples are one
 * requirement, and any example proves it.
 */
function mergeExamples(text: string, groups: Group[]): Group[] {
  const merged: Group[] = []
  for (const group of groups) {
    const previous = merged.at(-1)
    const [head, first] = [previous?.mentions.at(-1), group.mentions[0]]
    const between = head && first ? text.slice(head.span[1], first.span[0]) : ''
    const examples =
      between.length < 40 &&
      /(?:such as|like|e\.\s?g|for example|including|z\.\s?b|tel(?:le)?s? que|comme|\()/iu.test(between) &&
      !/[.;]\s/.test(between.replace(/e\.\s?g\./i, ''))
    if (previous && examples && previous.mentions.length === 1) {
      previous.mentions.push(...group.mentions)
      previous.any = true
    } else if (
      previous &&
      group.mentions.length === 1 &&
      previous.any &&
      first &&
      insideSameParenthesis(text, previous, first.span)
    ) {
      previous.mentions.push(...group.mentions)
    } else merged.push({ mentions: [...group.mentions], any: group.any })
  }
  return merged
}

function insideSameParenthesis(text: string, group: Group, span: Span): boolean {
  const from = group.mentions[0]?.span[0] ?? span[0]
  const before = text.slice(from, span[0])
  return before.lastIndexOf('(') > before.lastIndexOf(')') && text.slice(span[1], span[1] + 60).includes(')')
}

/** Terms of a phrase that names no known skill: its content, as stems. */
export function phraseTerms(words: string): string[] {
  const stems = contentStems(words)
  return stems.length > 0 ? [stems.slice(0, 8).join(' ')] : []
}

const LIST_LEAD =
  /^(.{0,30}?\b(?:knowledge|understanding|experience|skills?|familiarity|familiar|expertise|background|proficien\p{L}+|training|competen\p{L}+|kenntnisse|erfahrung|connaissances?|maîtrise|expérience|conocimientos?|experiencia)\b.{0,20}?\b(?:of|with|in|using|von|mit|en|des?|con)\s+)(?=\S)/iu

/** "Knowledge of HACCP, stock rotation and menu costing": three short items after a cue are three requirements. */
function listItems({ text, span }: Clause): Span[] {
  const words = text.slice(...span)
  if (words.includes('(')) return []
  const cue = LIST_LEAD.exec(words)?.[1] ?? ''
  const body = words.slice(cue.length)
  if (cue === '' || !body.includes(',')) return []
  const items: Span[] = []
  let from = span[0] + cue.length
  for (const part of body.split(/(,\s*(?:and |or |und |oder |et |y )?|\s(?:and|und|et|y|sowie)\s)/iu)) {
    if (!/^(?:,\s*(?:and |or |und |oder |et |y )?|\s(?:and|und|et|y|sowie)\s)$/iu.test(part))
      items.push([from, from + part.length])
    from += part.length
  }
  const short = items.every((item) => contentWordCount(text.slice(...item)) <= 4 && item[1] - item[0] > 1)
  return items.length >= 3 && short && !/\bor\b/i.test(body) ? items.map((item) => trimSpan(text, item)) : []
}

function wholeClause(clause: Clause, skills: SkillMention[]): Draft | null {
  const { span, words } = clause
  if (skills.length > 0)
    return draftOf('skill', span, { terms: unique(skills.map((mention) => mention.skill)) })
  const terms = phraseTerms(words)
  return terms.length > 0 ? draftOf('skill', span, { terms }) : null
}

/** "NetSuite or a similar ERP": one demand, whatever else it names. */
const CHOICE =
  /\b(?:or|oder|ou|o)\s+(?:an?(?:other)? |any |eine[mnr]? |un[ae]? )?(?:similar|equivalent|comparable|other|like|related|vergleichbar|ähnlich|gleichwertig|équivalent|similaire|equivalente)/iu

const PEOPLE =
  /^\s+(?:managers?|teams?|staff|departments?|colleagues|directors?|leads?|people|stakeholders?|customers|clients|executives?|partners)\b/iu
const TOWARDS = /\b(?:to|with|for|alongside|between|by|from)\s+(?:an? |the |our |other |your )?$/iu

/** "explain it to a warehouse manager": the people one works with, not what one can do. */
function namesPeople(words: string, [from, to]: Span): boolean {
  return PEOPLE.test(words.slice(to, to + 20)) && TOWARDS.test(words.slice(Math.max(0, from - 20), from))
}

function inClause({ words, span }: Clause): SkillMention[] {
  return findSkills(words)
    .filter((mention) => !namesPeople(words, mention.span))
    .map((mention) => ({ ...mention, span: [mention.span[0] + span[0], mention.span[1] + span[0]] }))
}

/**
 * Skill requirements of a clause: an enumeration of hard skills one by one, alternatives and examples
 * together, soft skills as one, and a phrase with no known skill as a whole (or item by item).
 */
export function skillDrafts(clause: Clause): Draft[] {
  const mentions = inClause(clause)
  const hard = mentions.filter((mention) => !isSoft(mention.skill))
  if (hard.length === 0) {
    const items = mentions.length === 0 ? listItems(clause) : []
    if (items.length > 0)
      return items.flatMap((item) =>
        draftOf('skill', item, { terms: phraseTerms(clause.text.slice(...item)) }),
      )
    const draft = wholeClause(clause, mentions)
    return draft ? [draft] : []
  }
  if (hard.length > 1 && CHOICE.test(clause.words))
    return [draftOf('skill', clause.span, { mode: 'any', terms: unique(hard.map(({ skill }) => skill)) })]
  const groups = mergeExamples(clause.text, toGroups(clause, hard))
  if (groups.length === 1 && groups[0]) {
    const draft = groupDraft(groups[0])
    return draft ? [{ ...draft, span: clause.span }] : []
  }
  return groups.flatMap((group) => groupDraft(group) ?? [])
}
