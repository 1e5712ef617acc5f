import { employmentTypes } from '../../postings/employment-type.ts'
import type { Understood, WantedWorkplace } from '../schema.ts'
import type { Span } from './scan.ts'

type Employment = Understood['employmentTypes'][number]

/** A stretch of the sentence that a vocabulary knows. */
export type Phrase = { span: Span } & (
  | { kind: 'workplace'; values: WantedWorkplace[] }
  | { kind: 'employment'; values: Employment[]; excludes: Employment[] }
  | { kind: 'language'; values: string[] }
)

function bounded(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu')
}

const workplaces: [WantedWorkplace, RegExp][] = [
  [
    'hybrid',
    bounded(
      "hybrid(?:e|er|es|en)?(?: work(?:ing)?| arbeiten| model)?|híbrid[oa]|ibrid[oa]|hybridarbeit|(?:some|partly|partially|teilweise|part) (?:remote(?:ly)?|home ?office)|\\d(?:[-–]\\d)? (?:days?|tage?n?|jours?|días?) (?:a week |per week |pro woche |die woche |par semaine |por semana )?(?:of |at |in |im |from |am |de |en )*(?:the |l['’])?(?:home ?office|home|remote|office|büro|bureau|oficina|télétravail|teletrabajo)",
    ),
  ],
  [
    'remote',
    bounded(
      '(?:(?:fully|100 ?%|completely|entirely|full|purely|komplett|vollständig|rein)[- ]?)?(?:remote(?:ly)?(?:[- ](?:first|friendly|only|work|working))?|work(?:ing)? from (?:home|anywhere)|from home|wfh|telecommut(?:e|ing)|telework|home[- ]?office(?: (?:möglich|possible))?|mobiles? arbeiten|von zu ?hause(?: aus)?|ortsunabhängig|(?:en )?(?:full )?télétravail|à distance|(?:en )?teletrabajo(?: (?:al )?100 ?%)?|remot[oa]s?|en remoto|da remoto|a distancia|smart ?working|home ?working|teletrabalho|thuiswerk(?:en)?|op afstand)',
    ),
  ],
  [
    'onsite',
    bounded(
      '(?:work(?:ing)? )?on[- ]?site(?: only)?|in[- ](?:the[- ])?office|in[- ]person|office[- ]based|vor[- ]ort|(?:im|in einem) büro|(?:in )?präsenz|sur (?:site|place)|(?:en )?présentiel|presencial|in (?:sede|presenza)|op kantoor|op locatie',
    ),
  ],
]

const employments: RegExp = bounded(
  'full[- ]?time|part[- ]?time|vollzeit|teilzeit|(?:à )?temps (?:plein|complet|partiel)|tiempo (?:completo|parcial)|jornada completa|media jornada|tempo (?:pieno|parziale|inteiro|integral|parcial)|voltijds?|deeltijds?|freelance[rs]?|freelancing|freiberuflich|freie mitarbeit|self[- ]employed|contractor|contracting|contract(?! (?:manager|administrator|lawyer|law|negotiator|specialist|cleaner|catering))|(?<!hours?[- ])contracts|autónom[oa]|indépendante?|zzp|temporary|temp(?: work)?|fixed[- ]term|befristete?[rsn]?|seasonal|saisonarbeit|aushilfe|cdd|intérim|temporal|internships?|praktikum|werkstudent(?:in)?|working student|(?:en |un )stage|prácticas|stagiair|volunteer(?:ing)?(?! (?:coordinator|manager))|ehrenamt(?:lich)?|bénévolat|voluntariado|per diem|mini[- ]?jobs?|nebenjob|permanent|unbefristete?[rsn]?|festanstellung|feste? (?:stelle|anstellung)|cdi|indefinido|indeterminato|vast contract',
)
/** What the readers of postings don't know, as they would call it. */
const spoken: [RegExp, string][] = [
  [/complet|pieno|inteiro|integral|completa|voltijd/, 'full time'],
  [/parcial|parziale|media jornada|deeltijd|partiel/, 'part time'],
  [/freie mitarbeit|freiberuf|autónom|indépendant|zzp|contract/, 'freelance'],
  [/saison|aushilfe|cdd|intérim|temporal/, 'temporary'],
  [/stage|prácticas|stagiair/, 'internship'],
  [/bénévol|voluntari/, 'volunteer'],
]
const PERMANENT = /^(?:permanent|unbefristet|fest|cdi|indefinido|indeterminato|vast)/
/** Ones that may not be where a permanent post is wanted. */
const PASSING: Employment[] = ['CONTRACTOR', 'TEMPORARY']

const weekly =
  /(?<![\p{L}\p{N}])(\d{1,2})(?:[-–]\d{1,2})? ?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|ore|uur)(?: ?(?:a|per|pro|in der|die|par|por|\/|alla) ?(?:week|woche|semaine|semana|settimana))(?![\p{L}\p{N}])/giu

const languages: [string, RegExp][] = [
  ['en', /english|englisch|anglais|inglés|inglese|inglês|engels|anglophone/i],
  ['de', /german|deutsch|allemand|alemán|tedesco|alemão|duits|germanophone/i],
  ['fr', /french|französisch|français|francés|francese|francês|frans|francophone/i],
  ['es', /spanish|spanisch|espagnol|español|spagnolo|espanhol|spaans|hispanophone/i],
  ['it', /italian|italienisch|italien|italiano/i],
  ['pt', /portuguese|portugiesisch|portugais|portugués|português|portoghese/i],
  ['nl', /dutch|niederländisch|néerlandais|holandés|olandese|nederlands/i],
  ['pl', /polish|polnisch|polonais|polaco|polski/i],
  ['tr', /turkish|türkisch|turc|turco/i],
  ['ar', /arabic|arabisch|arabe|árabe/i],
  ['uk', /ukrainian|ukrainisch/i],
  ['ru', /russian|russisch|russe|ruso/i],
]
const NAME = `(?:${languages.map(([, names]) => names.source).join('|')})`
const NAMES = `${NAME}(?:(?:,|,? (?:or|and|oder|und|ou|et|y|o)|/) ?${NAME})*`
/** A language's name alone may be a subject ("English teacher"); these are words of working in it. */
const spokenIn = bounded(
  `(?:in|auf|en|in het) ${NAMES}(?: only)?|${NAMES}[- ]?(?:speaking|speakers?|sprachige?[rsn]?|only|language)|(?:fluent|native|good|fließend(?:es)?|gutes?) ${NAMES}|${NAMES} (?:[abc][12]|fluent|native|fließend|courant)|(?:anglo|franco|germano|hispano)phone`,
)

function employmentOf(written: string): { values: Employment[]; excludes: Employment[] } {
  const words = written.toLowerCase()
  if (PERMANENT.test(words)) return { values: [], excludes: PASSING }
  const known = employmentTypes(words)
  const other = spoken.find(([pattern]) => pattern.test(words))?.[1]
  return { values: known.length > 0 ? known : employmentTypes(other), excludes: [] }
}

function hoursOf(hours: number): Employment[] {
  if (hours > 0 && hours <= 32) return ['PART_TIME']
  return hours >= 35 && hours <= 48 ? ['FULL_TIME'] : []
}

function spansOf(text: string, pattern: RegExp): { words: string; span: Span; group: string }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    words: match[0],
    span: [match.index, match.index + match[0].length],
    group: match[1] ?? '',
  }))
}

/** Words for where, how long and in which language one works; where two overlap, the first that began counts. */
export function findPhrases(text: string): Phrase[] {
  const found: Phrase[] = []
  for (const [value, pattern] of workplaces)
    for (const { span } of spansOf(text, pattern)) found.push({ kind: 'workplace', span, values: [value] })
  for (const { words, span } of spansOf(text, employments))
    found.push({ kind: 'employment', span, ...employmentOf(words) })
  for (const { group, span } of spansOf(text, weekly)) {
    const values = hoursOf(Number(group))
    if (values.length > 0) found.push({ kind: 'employment', span, values, excludes: [] })
  }
  for (const { words, span } of spansOf(text, spokenIn)) {
    const values = languages.filter(([, names]) => names.test(words)).map(([tag]) => tag)
    found.push({ kind: 'language', span, values })
  }
  const sorted = found.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  return sorted.filter((one, at) => !sorted.slice(0, at).some((before) => before.span[1] > one.span[0]))
}
