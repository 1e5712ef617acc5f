import type { Span } from '../../resumes/schema.ts'
import { knownVerb } from '../letter/verbs.ts'
import { clauseAt, isDisclaimed } from './clauses.ts'
import type { IndexedFact } from './fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import { contentStems, fold, isFunctionWord, quote, stem } from './words.ts'

type Level = 'doctorate' | 'master' | 'bachelor' | 'associate' | 'vocational' | 'high_school' | 'any'

const DEGREES: [Level, RegExp][] = [
  [
    'doctorate',
    /\b(?:ph\.?\s?d\.?|d\.?phil|doctorate|doctoral degree|doctor of \p{L}+|promotion zum|promoviert|m\.d\.|j\.d\.|pharmd|dnp)(?!\p{L})/giu,
  ],
  [
    'master',
    /\b(?:master(?:['’]?s|\s+of\s+\p{L}+|abschluss|studium)?(?:\s+degree)?(?!\p{L})|m\.?sc\.?|m\.?eng\.?|mba|m\.?ed\.?|msn|mph|ll\.?m\.?|magister|diplom(?:-?ing(?:enieur)?)?|dipl\.-\p{L}+)(?![\p{L}-])/giu,
  ],
  [
    'bachelor',
    /\b(?:bachelor(?:['’]?s|\s+of\s+\p{L}+|abschluss|studium)?(?:\s+degree)?|b\.?sc\.?|b\.?eng\.?|bba|b\.?ed\.?|bsn|ll\.?b\.?|b\.tech|licen[cs]e (?:in|en)|licenciatura)(?!\p{L})/giu,
  ],
  ['associate', /\b(?:associate(?:['’]?s)? degree|associate of \p{L}+|foundation degree)\b/giu],
  [
    'vocational',
    /\b(?:apprenticeship|vocational \p{L}+|btec|nvq|hnd|hnc|journeyman|ausbildung(?: zu[mr])?|gesellenbrief|meisterbrief|lehre als)\b/giu,
  ],
  [
    'high_school',
    /\b(?:high[- ]school diploma|ged|a-levels?|gcses?|abitur|matura|baccalaur[eé]at|fachhochschulreife|realschulabschluss)\b/giu,
  ],
  [
    'any',
    /\b(?:degree|graduated|graduate of|diploma|university studies|studied|hochschulabschluss|studium|abschluss|studiert(?:e)?)\b/giu,
  ],
]

function levelsIn(text: string): Level[] {
  return DEGREES.flatMap(([level, pattern]) =>
    new RegExp(pattern.source, pattern.flags).test(text) ? [level] : [],
  )
}

const EDUCATION_KINDS = new Set([
  'degree',
  'field',
  'institution',
  'grade',
  'highlight',
  'summary',
  'certificate',
  'title',
  'headline',
  'award',
])

function statesDegree(fact: IndexedFact, level: Level): boolean {
  const { kind, value, text } = fact.fact
  if (level === 'any')
    return (
      kind === 'degree' ||
      ((kind === 'field' || kind === 'institution') && fact.entries.length > 0) ||
      levelsIn(text).length > 0
    )
  if (kind === 'degree' && value === level) return true
  return EDUCATION_KINDS.has(kind) && levelsIn(text).includes(level)
}

/** "… in Physics": the subject named after the degree, up to the next preposition or punctuation. */
function subjectAfter(view: SentenceView, end: number): { words: string[]; end: number } {
  const match = /^\s*(?:\([^)]*\)\s*)?(?:in|of|en|im fach)\s+/iu.exec(view.text.slice(end))
  const words: string[] = []
  if (!match) return { words, end }
  let last = end
  for (const word of view.words) {
    if (word.span[0] < end + match[0].length) continue
    if (words.length > 0 && /[,.;:(]/.test(view.text.slice(last, word.span[0]))) break
    if (/^(?:from|at|with|where|which|and|i|in|von|an|der|am|\d+)$/.test(word.folded) || words.length >= 6)
      break
    if (words.length > 0 && /^(?:past|third)$/.test(knownVerb(word.text)?.form ?? '')) break
    if (!isFunctionWord(word.folded)) words.push(stem(word.folded))
    last = word.span[1]
  }
  return { words, end: last }
}

function entryStems(fact: IndexedFact, context: CheckContext): Set<string> {
  const own = fact.entries.flatMap((key) => context.index.entries.get(key)?.facts ?? [])
  return new Set([fact, ...own].flatMap(({ stems }) => stems))
}

function findDegrees(view: SentenceView, context: CheckContext): Mention[] {
  const mentions: Mention[] = []
  for (const [level, pattern] of DEGREES) {
    for (const match of view.text.matchAll(pattern)) {
      const span: Span = [match.index, match.index + match[0].length]
      // "Head Master", "Scrum Master", "master data": capitals and neighbours decide, a certificate or a title covers those.
      if (
        level === 'master' &&
        /^master$/i.test(match[0]) &&
        !/^\s+(?:in|of|degree|thesis)\b/i.test(view.text.slice(span[1]))
      )
        continue
      const subject = subjectAfter(view, span[1])
      const stated = context.index.facts.filter((fact) => statesDegree(fact, level))
      const facts = stated.filter((fact) => {
        const known = entryStems(fact, context)
        return subject.words.every((word) => known.has(word))
      })
      const text = view.text.slice(span[0], Math.max(subject.end, span[1]))
      mentions.push({
        kind: 'degree',
        span,
        text,
        facts,
        free: postingSays(view, context, span, text),
        reason: `The degree ${quote(text)} is in no fact of your résumé.`,
      })
    }
  }
  return mentions
}

/** In a clause about the posting, what it names must be in the posting. */
export function postingSays(view: SentenceView, context: CheckContext, span: Span, text: string): boolean {
  const clause = clauseAt(view.clauses, span[0])
  if (!clause?.aboutPosting) return false
  const known = new Set(context.postingWords.map(stem))
  return contentStems(text).every((word) => known.has(word))
}

const CERTIFICATE =
  /\b(?:certifi(?:ed|cates?|cation)|licen[cs]ed?|licen[cs]es?|accredited|chartered|registered with|zertifi\p{L}+|führerschein(?:klasse)?|approbation|approbiert|gesellenbrief|meisterbrief)(?!\p{L})/giu
const CERTIFICATE_KINDS = new Set([
  'certificate',
  'licence',
  'highlight',
  'summary',
  'title',
  'headline',
  'skill',
  'degree',
  'award',
  'work_authorization',
])

/** Content words on either side, within the same run of words: "AWS certified", "certificate in food safety". */
function certificateName(view: SentenceView, span: Span): string[] {
  const clause = clauseAt(view.clauses, span[0])
  const near = view.words.filter(
    (word) =>
      clause &&
      word.span[0] >= clause.span[0] &&
      word.span[1] <= clause.span[1] &&
      Math.abs(word.span[0] - span[0]) < 45,
  )
  return near
    .filter((word) => (word.span[1] <= span[0] || word.span[0] >= span[1]) && !isFunctionWord(word.folded))
    .map((word) => stem(word.folded))
}

function findCertificates(view: SentenceView, context: CheckContext): Mention[] {
  return Array.from(view.text.matchAll(CERTIFICATE), (match): Mention => {
    const span: Span = [match.index, match.index + match[0].length]
    const near = new Set(certificateName(view, span))
    const facts = context.index.facts.filter((fact) => {
      if (!CERTIFICATE_KINDS.has(fact.fact.kind)) return false
      const isCredential = fact.fact.kind === 'certificate' || fact.fact.kind === 'licence'
      if (!isCredential && !new RegExp(CERTIFICATE.source, CERTIFICATE.flags).test(fact.fact.text))
        return false
      return (
        fact.stems.some((word) => near.has(word) && !/^(?:certifi|licen)/.test(word)) ||
        hasSameWord(fact, match[0], near)
      )
    })
    const reason = `The credential around ${quote(match[0])} is in no certificate, licence or other fact of your résumé.`
    const free = postingSays(view, context, span, match[0]) || isDisclaimed(view.text, span[0])
    return { kind: 'certificate', span, text: match[0], facts, free, reason }
  })
}

/** "licensed electrician": the fact itself says licensed, next to a word that the sentence has as well. */
function hasSameWord(fact: IndexedFact, word: string, near: Set<string>): boolean {
  const wanted = fold(word).slice(0, 6)
  return fact.words.some((own) => own.startsWith(wanted)) && fact.stems.some((own) => near.has(own))
}

const LANGUAGES: Record<string, string> = {
  en: 'english englisch anglais ingles inglese engels',
  de: 'german deutsch allemand aleman tedesco duits',
  fr: 'french franzosisch francais frances francese frans',
  es: 'spanish spanisch espagnol espanol castellano spagnolo spaans',
  it: 'italian italienisch italien italiano italiaans',
  pt: 'portuguese portugiesisch portugais portugues portoghese',
  nl: 'dutch niederlandisch neerlandais nederlands holandes',
  pl: 'polish polnisch polonais polaco polski',
  ru: 'russian russisch russe ruso',
  uk: 'ukrainian ukrainisch',
  tr: 'turkish turkisch turc turco',
  ar: 'arabic arabisch arabe',
  zh: 'chinese mandarin cantonese chinesisch chinois chino',
  ja: 'japanese japanisch japonais japones',
  ko: 'korean koreanisch coreen coreano',
  hi: 'hindi',
  bn: 'bengali',
  ur: 'urdu',
  pa: 'punjabi',
  tl: 'tagalog filipino',
  vi: 'vietnamese vietnamesisch',
  sv: 'swedish schwedisch',
  no: 'norwegian norwegisch',
  da: 'danish danisch',
  fi: 'finnish finnisch',
  cs: 'czech tschechisch',
  sk: 'slovak slowakisch',
  hu: 'hungarian ungarisch',
  ro: 'romanian rumanisch',
  bg: 'bulgarian bulgarisch',
  el: 'greek griechisch',
  he: 'hebrew hebraisch',
  sr: 'serbian serbisch',
  hr: 'croatian kroatisch',
  fa: 'persian farsi',
  sw: 'swahili',
}
const LANGUAGE_OF = new Map(
  Object.entries(LANGUAGES).flatMap(([tag, names]) => names.split(' ').map((name) => [name, tag] as const)),
)

const LEVELS: [number, RegExp][] = [
  [7, /\b(?:native|mother tongue|first language|bilingual|muttersprach\p{L}*)/iu],
  [6, /\bc2\b|\b(?:proficient|mastery)\b/iu],
  [
    5,
    /\bc1\b|\b(?:fluent(?:ly)?|fluency|verhandlungssicher\p{L}*|flie(?:ß|ss)end\p{L}*|full professional|business)\b/iu,
  ],
  [4, /\bb2\b|\b(?:upper[- ]intermediate|professional working|advanced|very good|sehr gut\p{L}*)\b/iu],
  [3, /\bb1\b|\b(?:intermediate|conversational|good|gut\p{L}*)\b/iu],
  [2, /\ba2\b|\b(?:elementary|basic|grundkenntnisse)\b/iu],
  [1, /\ba1\b|\bbeginner\b/iu],
]

function levelOf(text: string): number | null {
  return LEVELS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

export function isLanguageName(folded: string): boolean {
  return LANGUAGE_OF.has(folded)
}

function statesLanguage(fact: IndexedFact, tag: string, claimed: number | null): boolean {
  const { kind, text, value } = fact.fact
  if (
    ![
      'language',
      'highlight',
      'summary',
      'headline',
      'title',
      'skill',
      'degree',
      'field',
      'certificate',
    ].includes(kind)
  )
    return false
  const names =
    fact.words.some((word) => LANGUAGE_OF.get(word) === tag) || value?.split(':')[0]?.split('-')[0] === tag
  if (!names) return false
  if (claimed === null) return true
  const stated = Math.max(levelOf(text) ?? 0, levelOf((value ?? '').replace(':', ' ')) ?? 0)
  return stated >= claimed
}

function findLanguages(view: SentenceView, context: CheckContext): Mention[] {
  return view.words.flatMap((word, at): Mention[] => {
    const tag = LANGUAGE_OF.get(word.folded)
    if (!tag || !/^\p{Lu}/u.test(word.text)) return []
    // A level stands right beside its language: "fluent German", "German (C1)", "German at level C1".
    const before = view.text
      .slice(Math.max(0, word.span[0] - 40), word.span[0])
      .split(/[,;.(]|\b(?:and|und|or|oder)\b/u)
      .at(-1)
    const after = view.text.slice(word.span[1]).split(/[,;.]|\b(?:and|und|or|oder)\b/u)[0]
    const near = `${LANGUAGE_OF.has(view.words[at - 1]?.folded ?? '') ? '' : before} ${after}`
    const claimed = levelOf(near)
    const facts = context.index.facts.filter((fact) => statesLanguage(fact, tag, claimed))
    const known = context.index.facts.some((fact) => statesLanguage(fact, tag, null))
    const reason = known
      ? `Your résumé names ${quote(word.text)}, but not at this level.`
      : `The language ${quote(word.text)} is in no fact of your résumé.`
    const free = isDisclaimed(view.text, word.span[0]) || postingSays(view, context, word.span, word.text)
    return [{ kind: 'language', span: word.span, text: word.text, facts, free, reason }]
  })
}

/** Degrees, certificates and licences, languages with their levels. */
export function findCredentials(view: SentenceView, context: CheckContext): Mention[] {
  return [...findDegrees(view, context), ...findCertificates(view, context), ...findLanguages(view, context)]
}
