import type { Span } from '../../resumes/schema.ts'
import { findSkills } from '../skills/recognition.ts'
import { isSoft } from '../skills/vocabulary.ts'
import { overlaps, trimSpan } from '../text/tokens.ts'
import { contentWordCount } from '../text/words.ts'
import { type Clause, clauseAt, type Draft, draftOf } from './draft.ts'
import { findCredentials, withIncluded } from './credentials.ts'
import { educationSubjects, lowestEducation } from './education.ts'
import { findLanguages, languageCue, type LanguageMention, readLevel } from './languages.ts'
import { type Stated, yearsStated } from './years.ts'
import { leadingList, phraseTerms } from './skill-clauses.ts'

/** Drafts found in a clause, and the characters that remain to be read for skills. */
export interface Reading {
  drafts: Draft[]
  rest: Span[]
}

const NOT_EXPERIENCE =
  /\b(?:(?:under|unter|ab|from|aged?|moins de|menores de) (?:the age of )?\p{L}+ (?:years|jahren|ans|años)$|after (?:\p{L}+|\d+) years|years? old|years? of age|jahre alt|ans révolus|años de edad|aged? \d|year (?:contract|fixed|plan|programme|program|course)|-year\b|in business|history|since|warranty|(?:past|last|previous|within) (?:\w+ )?years?|(?:past|last|previous) \w+ years|fixed[- ]term)/iu
const TOOLING = /\b(?:using|with|including|mit|avec|con|on)\s*$/iu

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
  // What follows a comma is an item by itself by now; what is still joined shares the years.
  const kept = /,/.test(tail.slice(first.span[0], listed.at(-1)?.span[1])) && !isOr(tail) ? [first] : listed
  const next = listed[kept.length]
  const end = kept.at(-1)?.span[1] ?? 0
  const cut = next ? span[0] + tailStart + end : span[1]
  const terms = kept.map((mention) => mention.skill)
  const draft = { ...whole, span: trimSpan(text, [span[0], cut]), detail: { ...whole.detail, terms } }
  return { drafts: [draft], rest: next ? [[cut, span[1]]] : [] }
}

/** "Experience of teaching A-level", "ability to teach GCSE": what is taught, not what one holds. */
const OF_WORK_WITH_IT =
  /^(?:the )?(?:ability|able|experience|skilled|confiden\p{L}*|teach\p{L}*|knowledge|understanding)\b/iu

function education(clause: Clause): Draft | null {
  const level = lowestEducation(clause.words)
  if (!level || (level === 'high_school' && /\bteach|\btutor|\bmark/i.test(clause.words))) return null
  if (OF_WORK_WITH_IT.test(clause.words) && level !== 'bachelor' && level !== 'master') return null
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
    const [before] = last?.detail.terms ?? []
    if (last && before && between.length < 6 && withIncluded(credential.id).includes(before)) {
      // "Full licence, category B": the second tells what the first is.
      last.span = [last.span[0], at[1]]
      last.detail.terms = [credential.id]
    } else if (last && between.length < 60 && (isOr(between) || last.detail.terms.includes(credential.id))) {
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

const SOME_LANGUAGE =
  /\b(?:second|another|additional|further|foreign|other|european|asian|one more) (?:\p{L}+ )?languages?\b|fremdsprache\p{L}*|weitere sprache\p{L}*|langue étrangère|otr[oa]s? idiomas?/iu
const SPEAKS = /\b(?:speaks?|spoken|fluent(?: in)?|hablas?|sprichst|sprechen|parlez(?:-vous)?)\s*$/iu

function languages(clause: Clause): Draft[] {
  const { words, text, span } = clause
  const found = findLanguages(words)
  if (found.length === 0)
    return SOME_LANGUAGE.test(words) && !/\bprogramming|\bscripting/i.test(words)
      ? [draftOf('language', span, { mode: 'any', level: readLevel(words) })]
      : []
  const meant =
    found.some((mention) => mention.certain) ||
    SPEAKS.test(text.slice(Math.max(0, span[0] - 24), span[0])) ||
    onlyLanguages(words, languageCue.test(words) ? 3 : 1) ||
    /\b(?:fluen|speak|spoken|standard of|conoscenza|taal|lingua|native|parl|sprache|language|langue|idioma|courant|fließend|mother tongue)/iu.test(
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

/** Nouns that head the name of a credential, whatever stands before them. */
const CERTIFICATE =
  /\b(?:certs?\b|\p{L}*certifica(?:t|at)\p{L}*|certified|\p{Lu}{3,6} membership|accredit\p{L}*|zertifi\p{L}*|attestation|(?:part-)?qualified (?:actuary|accountant)|qualifications?|(?<!score|credit|business|report)\s?cards?|(?<!support|service|resolve|jira|trouble)\s?tickets?|badges?|permits?|endorsements?|chartered|chartership|charterholder|member(?:ship)? (?:of|with)(?! (?:an?|our|the|this) (?:\p{L}+ ){0,2}(?:team|staff|crew|group|family|company|department|community))|(?:security |background |police |criminal |pre-employment )?(?:vetting|clearance)|(?:background|security|police|criminal|bs ?7858) (?:screening|checks?)|inductions?(?= (?:card|training|course|certificate))|\p{L}+(?:schein|nachweis|zeugnis|bescheinigung)|nachweis\p{L}*|vaccinat\p{L}*|immuni[sz]ation\p{L}*|vaccinator|curso de|formación en prl|brevet d\p{L}*|habilitation|attestato|patentino|passport)(?!\p{L})/iu
const LICENCE =
  /\b(?:licen[cs]es?|lic\b|licensed|licensure|(?:state |board |professionally |nurse |fully )?registered(?! (?:office|charity|company|trade))|registration (?:with|as|number)|on the (?:\p{L}+ ){0,2}register|\p{L}+ registration$|practising certificate|führerschein\p{L}*|approbation|permis (?:de|d['’])|carn[eé]t? de|permiso de conduci\p{L}*|colegiad[oa]|patente\b|rijbewijs|iscrizione all)(?!\p{L})/iu
const NO_CREDENTIAL =
  /\b(?:software|content|product|open[- ]source) licen[cs]|\b(?:issuing|managing|processing|handling|resolving|selling|checking|preparing|experience (?:in|of|with|obtaining|managing))\b/iu

/** A certificate or licence that the vocabulary doesn't know, told by the word for it. */
function unknownCredential({ span, words }: Clause): Draft | null {
  if (contentWordCount(words) > 16 || NO_CREDENTIAL.test(words)) return null
  const kind = LICENCE.test(words) ? 'licence' : CERTIFICATE.test(words) ? 'certificate' : null
  return kind ? draftOf(kind, span, { terms: phraseTerms(words), mode: 'any' }) : null
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
  const whole = unknownCredential(clause)
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
