import type { Span } from '../../resumes/schema.ts'
import { findSkills } from '../skills/recognition.ts'
import { isSoft } from '../skills/vocabulary.ts'
import { overlaps, trimSpan } from '../text/tokens.ts'
import { contentWordCount, numberPattern, readNumber } from '../text/words.ts'
import { type Clause, clauseAt, type Draft, draftOf } from './draft.ts'
import { findCredentials } from './credentials.ts'
import { educationSubjects, lowestEducation } from './education.ts'
import { findLanguages, languageCue, type LanguageMention, readLevel } from './languages.ts'
import { leadingList, phraseTerms } from './skill-clauses.ts'

/** Drafts found in a clause, and the characters that remain to be read for skills. */
export interface Reading {
  drafts: Draft[]
  rest: Span[]
}

const YEARS = new RegExp(
  String.raw`\b(?:(?:at least|minimum(?: of)?|min\.?|more than|over|mindestens|au moins|plus de|al menos|mínimo(?: de)?)\s+)?(${numberPattern})\s*(?:\(\d{1,2}\)\s*)?(?:\+|plus|or more|bis|to|à|a|-|–)?\s*(?:${numberPattern})?\s*\+?\s*(?:years?|yrs?\b|jahre?n?|ans|années?|años?)(?:['’])?(?![\p{L}])`,
  'iu',
)
const SEVERAL =
  /\b(?:several years|many years|mehrjährige\p{L}*|langjährige\p{L}*|plusieurs années|varios años|extensive experience|some years)(?![\p{L}])/iu
const MONTHS =
  /\b(\d{1,2})\s*\+?\s*(?:months?['’]?|monate?n?|mois|meses)\s+(?:of\s+|d['’]|de\s+)?(?:\p{L}+\s+){0,3}(?:experience|erfahrung|expérience|experiencia)/iu
const NOT_EXPERIENCE =
  /\b(?:years? old|years? of age|jahre alt|ans révolus|años de edad|aged? \d|year (?:contract|fixed|plan|programme|program|course)|-year\b|in business|history|since|warranty|(?:past|last|previous|within) (?:\w+ )?years?|(?:past|last|previous) \w+ years|fixed[- ]term)/iu
const TOOLING = /\b(?:using|with|including|mit|avec|con|on)\s*$/iu

interface Stated {
  years: number
  /** Where the number stands. */
  at: number
  length: number
}

function yearsStated(words: string): Stated | null {
  const months = MONTHS.exec(words)
  if (months) return { years: Number(months[1]) / 12, at: months.index, length: months[0].length }
  const match = YEARS.exec(words)
  const years = match?.[1] ? readNumber(match[1]) : null
  if (match && years !== null) return { years, at: match.index, length: match[0].length }
  const several = SEVERAL.exec(words)
  return several ? { years: 3, at: several.index, length: several[0].length } : null
}

/** "React for four years, most of it in TypeScript": what stands before the number is what the years are of. */
function yearsOfWhatCameBefore({ text, span, words }: Clause, stated: Stated): Reading | null {
  const before = findSkills(words.slice(0, stated.at)).filter((mention) => !isSoft(mention.skill))
  if (
    before.length === 0 ||
    !/\b(?:for|seit|depuis|desde|during)\s*(?:at least|mindestens|au moins|al menos)?\s*$/iu.test(
      words.slice(0, stated.at),
    )
  )
    return null
  const end = span[0] + stated.at + stated.length
  const terms = [...new Set(before.map((mention) => mention.skill))]
  return {
    drafts: [
      draftOf('experience_years', trimSpan(text, [span[0], end]), {
        years: stated.years,
        terms,
        mode: 'any',
      }),
    ],
    rest: [[end, span[1]]],
  }
}

function experienceYears(clause: Clause): Reading | null {
  const { words } = clause
  const stated = yearsStated(words)
  if (!stated || stated.years > 25 || NOT_EXPERIENCE.test(words)) return null
  return yearsOfWhatCameBefore(clause, stated) ?? yearsOfWhatFollows(clause, stated)
}

function yearsOfWhatFollows({ text, span, words }: Clause, stated: Stated): Reading {
  const tailStart = stated.at + stated.length
  const tail = words.slice(tailStart)
  const skills = findSkills(tail).filter((mention) => !isSoft(mention.skill))
  const first = skills[0]
  const whole: Draft = draftOf('experience_years', span, {
    years: stated.years,
    terms: phraseTerms(tail),
    mode: 'any',
  })
  if (!first) return { drafts: [whole], rest: [] }
  const lead = tail.slice(0, first.span[0])
  if (contentWordCount(lead) > 0 && TOOLING.test(lead)) {
    const end = span[0] + tailStart + lead.length
    const head = trimSpan(text, [span[0], end - (TOOLING.exec(lead)?.[0].length ?? 0)])
    return {
      drafts: [{ ...whole, span: head, detail: { ...whole.detail, terms: phraseTerms(lead) } }],
      rest: [[end, span[1]]],
    }
  }
  const listed = leadingList(tail, skills)
  const kept = isOr(tail) ? listed : [first]
  const next = listed[kept.length]
  const end = kept.at(-1)?.span[1] ?? 0
  const cut = next ? span[0] + tailStart + end : span[1]
  const terms = kept.map((mention) => mention.skill)
  const draft = { ...whole, span: trimSpan(text, [span[0], cut]), detail: { ...whole.detail, terms } }
  return { drafts: [draft], rest: next ? [[cut, span[1]]] : [] }
}

function education(clause: Clause): Draft | null {
  const level = lowestEducation(clause.words)
  if (!level) return null
  const years = yearsStated(clause.words)?.years ?? null
  const equivalent =
    /equivalent|vergleichbar|équivalent|comparable|or (?:relevant |related )?(?:work |professional |practical )?experience|gleichwertig/iu.test(
      clause.words,
    )
  return draftOf('education', clause.span, {
    mode: equivalent ? 'any' : 'all',
    level,
    years,
    terms: educationSubjects(clause.words),
  })
}

function isOr(words: string): boolean {
  return /\b(?:or|oder|ou|o)\b|\//iu.test(words)
}

/** "ACLS and PALS" are two, "CPA or ACCA" is one. Each takes the words up to the next. */
function credentials(clause: Clause): Draft[] {
  const { text, span } = clause
  const found = findCredentials(clause.words).map(({ credential, span: [from, to] }) => ({
    credential,
    span: [from + span[0], to + span[0]] satisfies Span,
  }))
  const drafts: Draft[] = []
  let previousEnd = span[0]
  for (const { credential, span: at } of found) {
    const last = drafts.at(-1)
    const between = text.slice(previousEnd, at[0])
    if (last && between.length < 60 && (isOr(between) || last.detail.terms.includes(credential.id))) {
      last.span = [last.span[0], at[1]]
      if (!last.detail.terms.includes(credential.id)) last.detail.terms.push(credential.id)
      last.detail.mode = 'any'
    } else drafts.push(draftOf(credential.kind, [...at], { terms: [credential.id] }))
    previousEnd = at[1]
  }
  return drafts.length === 1 && drafts[0] ? [{ ...drafts[0], span }] : drafts
}

function languageLists(clause: Clause, found: LanguageMention[]): LanguageMention[][] {
  const lists: LanguageMention[][] = []
  for (const mention of found) {
    const previous = lists.at(-1)?.at(-1)
    const between = previous ? clause.words.slice(previous.span[1], mention.span[0]) : ''
    if (
      previous &&
      between.length < 30 &&
      /\b(?:or|oder|ou|o)\b|^\s*\/\s*$/iu.test(between) &&
      !/,/.test(between)
    )
      lists.at(-1)?.push(mention)
    else lists.push([mention])
  }
  return lists
}

/** Little else than languages and their levels; where no word says so, next to nothing else. */
function onlyLanguages(words: string, others: number): boolean {
  return contentWordCount(words.replace(/\b[abc][12]\b/giu, '')) <= findLanguages(words).length + others
}

function languages(clause: Clause): Draft[] {
  const { words } = clause
  const found = findLanguages(words)
  if (found.length === 0) return []
  const meant =
    found.some((mention) => mention.certain) ||
    onlyLanguages(words, languageCue.test(words) ? 3 : 1) ||
    /\b(?:fluen|speak|spoken|native|parl|sprache|language|langue|idioma|courant|fließend|mother tongue)/iu.test(
      words,
    )
  if (
    !meant ||
    /\b(?:teach\p{L}*|lehrer\p{L}*|professeur|literature|cuisine|market|law|customers|clients|gaap)\b/iu.test(
      words.replace(languageCue, ''),
    )
  )
    return []
  const lists = languageLists(clause, found)
  return lists.map((list, index) => languageDraft(clause, lists, index))
}

interface Bounds {
  from: number
  /** Where the own name starts. */
  name: number
  nameEnd: number
  to: number
}

/** The words from the language before to the language after belong to it. */
function boundsOf(lists: LanguageMention[][], index: number, length: number): Bounds {
  const own = lists[index] ?? []
  const from = lists[index - 1]?.at(-1)?.span[1] ?? 0
  const to = lists[index + 1]?.[0]?.span[0] ?? length
  return { from, to, name: own[0]?.span[0] ?? from, nameEnd: own.at(-1)?.span[1] ?? to }
}

function languageDraft({ text, span, words }: Clause, lists: LanguageMention[][], index: number): Draft {
  const { from, name, nameEnd, to } = boundsOf(lists, index, words.length)
  // "Fluent German and basic English": the level may stand on either side, or once for all.
  const level = readLevel(words.slice(name, to)) ?? readLevel(words.slice(from, to)) ?? readLevel(words)
  const end = index === lists.length - 1 ? words.length : nameEnd
  const bounds: Span = lists.length === 1 ? span : trimSpan(text, [span[0] + from, span[0] + end])
  const terms = [...new Set((lists[index] ?? []).map((mention) => mention.tag))]
  return draftOf('language', bounds, { mode: 'any', terms, level })
}

/** What is left of a clause once some spans are spoken for. */
export function without(span: Span, taken: Span[]): Span[] {
  let parts: Span[] = [span]
  for (const gap of taken) {
    parts = parts.flatMap(([from, to]): Span[] =>
      overlaps([from, to], gap)
        ? [
            [from, gap[0]],
            [gap[1], to],
          ]
        : [[from, to]],
    )
  }
  return parts.filter(([from, to]) => to > from)
}

const CERTIFICATE =
  /\b(?:certificat\p{L}*|certified|accredit\p{L}*|zertifi\p{L}*|zertifikat\p{L}*|attestation|qualifications?|(?<!score|credit|business)\s?cards?|tickets?|badge|endorsement|chartered|\p{L}+schein|sachkundenachweis|befähigungsnachweis|vaccinat\p{L}*|immuni[sz]ation\p{L}*)(?![\p{L}])/iu
const LICENCE =
  /\b(?:licen[cs]e|licensed|licensure|registered with|registration with|führerschein\p{L}*|permis (?:de|d['’])\b|carnet de)(?![\p{L}])/iu

/** A certificate or licence that the vocabulary doesn't know, told by the word for it. */
function unknownCredential({ span, words }: Clause): Draft | null {
  if (contentWordCount(words) > 9 || /\b(?:software|content|product|open[- ]source) licen[cs]/iu.test(words))
    return null
  const kind = LICENCE.test(words) ? 'licence' : CERTIFICATE.test(words) ? 'certificate' : null
  return kind ? draftOf(kind, span, { terms: phraseTerms(words), mode: 'any' }) : null
}

const IN_A_POST =
  /\b(?:experience|background|track record|worked|working|erfahrung|expérience|experiencia)\b.{0,40}\b(?:as an?|in an?|als|en tant que|como|in der|in einem|dans une?)\s/iu

/** "Experience as a receptionist": time in such a post, however long. */
function experienceInPost({ span, words }: Clause): Draft | null {
  if (!IN_A_POST.test(words) || contentWordCount(words) > 8) return null
  const known = findSkills(words).filter((mention) => !isSoft(mention.skill))
  const terms = known.length > 0 ? known.map((mention) => mention.skill) : phraseTerms(words)
  return terms.length > 0
    ? draftOf('experience_years', span, { terms: [...new Set(terms)], mode: 'any' })
    : null
}

/** Years, degrees, credentials and languages of a clause, and what remains for skills. */
export function readSpecialKinds(clause: Clause): Reading {
  const years = experienceYears(clause)
  if (!years) {
    const found = credentials(clause)
    if (found.length > 0) return besideCredentials(clause, found)
  }
  const degree = education(clause)
  if (degree && !(years && !/degree|bachelor|master|studium|diplom/iu.test(clause.words)))
    return { drafts: [degree], rest: [] }
  if (years) return years
  const spoken = languages(clause)
  if (spoken.length > 0) return { drafts: spoken, rest: [] }
  const whole = unknownCredential(clause) ?? experienceInPost(clause)
  return whole ? { drafts: [whole], rest: [] } : { drafts: [], rest: [clause.span] }
}

const DEGREE = /degree|bachelor|master|diploma|studium|ausbildung/iu

function besideCredentials(clause: Clause, found: Draft[]): Reading {
  const rest = without(
    clause.span,
    found.map((draft) => draft.span),
  )
  const degree = rest
    .map((part) => education(clauseAt(clause.text, part)))
    .find((draft) => draft !== null && DEGREE.test(clause.text.slice(...draft.span)))
  return { drafts: degree ? [...found, degree] : found, rest: degree ? [] : rest }
}
