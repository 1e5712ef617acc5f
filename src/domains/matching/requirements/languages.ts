import type { Span } from '../../resumes/schema.ts'
import { fold } from '../text/tokens.ts'

const names: Record<string, string> = {
  en: 'english englisch anglais ingles inglese engels engelse',
  de: 'german deutsch allemand aleman tedesco duits duitse',
  fr: 'french franzosisch francais frances francese frans franse',
  es: 'spanish spanisch espagnol espanol castellano spagnolo spaans spaanse',
  it: 'italian italienisch italien italiano italiaans',
  nl: 'dutch niederlandisch neerlandais holandes nederlands nederlandse flemish',
  pt: 'portuguese portugiesisch portugais portugues',
  pl: 'polish polnisch polonais polaco polski',
  ru: 'russian russisch russe ruso',
  tr: 'turkish turkisch turc turco',
  ar: 'arabic arabisch arabe',
  zh: 'mandarin chinese chinesisch chinois chino cantonese',
  ja: 'japanese japanisch japonais japones',
  ko: 'korean koreanisch coreen coreano',
  uk: 'ukrainian ukrainisch ukrainien ucraniano',
  ro: 'romanian rumanisch roumain rumano',
  cs: 'czech tschechisch tcheque checo',
  hu: 'hungarian ungarisch hongrois',
  sv: 'swedish schwedisch suedois sueco',
  da: 'danish danisch danois',
  no: 'norwegian norwegisch norvegien',
  fi: 'finnish finnisch finnois',
  el: 'greek griechisch grec griego',
  hi: 'hindi',
  ur: 'urdu',
  he: 'hebrew hebraisch hebreu',
  hr: 'croatian kroatisch serbian serbisch bosnian',
  cy: 'welsh',
  ga: 'irish gaelic',
  ca: 'catalan',
  vi: 'vietnamese',
  ase: 'asl',
}

const tagOf = new Map<string, string>()
for (const [tag, words] of Object.entries(names)) for (const word of words.split(' ')) tagOf.set(word, tag)

const COMPOUND = /^(.+?)(?:kenntnisse?n?|sprachkenntnisse?n?|sprachige?|sprachigen?)$/u

export interface LanguageMention {
  /** BCP 47 primary tag. */
  tag: string
  span: Span
  /** "Deutschkenntnisse": the word itself says that the language is meant. */
  certain: boolean
}

export function findLanguages(text: string): LanguageMention[] {
  const found: LanguageMention[] = []
  for (const match of text.matchAll(/[\p{L}]+/gu)) {
    const word = fold(match[0])
    const compound = COMPOUND.exec(word)?.[1]
    const tag = tagOf.get(word) ?? (compound ? tagOf.get(compound) : undefined)
    // "Coronal polish": written small it is no language.
    if (tag && match[0] !== 'polish')
      found.push({ tag, span: [match.index, match.index + match[0].length], certain: !tagOf.has(word) })
  }
  return found
}

/** What may stand around a language name when knowing it is asked for. */
export const languageCue =
  /\b(?:fluen\w+|native|mother tongue|bilingual|proficien\w+|spoken|speak\w*|written|writing|verbal|conversational|languages?|business[- ]level|[abc][12]\b|c1|sprach\w*|flie[ßs]+end\w*|verhandlungssicher\w*|muttersprach\w*|wort und schrift|niveau|courant\w*|bilingue|langue\w*|parl\w+|ma[îi]tris\w+|lu,? [ée]crit|idiomas?|nivel|hablad\w+|fluid\w+|nativ\w+|command of|conoscenza|lingua|beheersing|taal|standard of|speakers?|kenntnisse|good|excellent|strong|working|b[aá]sic\p{L}*|advanced|gute\w*|sehr gut\w*|anglais|competen\w+|level|skills|intermediate|alto|correct|required|nice to have|bonus|preferred|advantage|welcome|optional|a must|a plus|essential|von vorteil|desirable|deseable|valorable|valorará|wünschenswert|willkommen|erforderlich|exigé|souhaité|gewenst|gradit\p{L}*|knowledge of)(?![\p{L}])/iu

const levels: [RegExp, string][] = [
  [/\b([abc][12])\b/i, ''],
  [/native|mother tongue|muttersprach|langue maternelle|nativ[oa]|bilingu/i, 'C2'],
  [/verhandlungssicher|negotiation|full professional|professional fluency/i, 'C1'],
  [
    /fluen|flie[ßs]+end|courant|fluid|excellent|exzellent|exzellente|ausgezeichnet|perfekt|couramment|hervorragend|parfaite|alto/i,
    'C1',
  ],
  [
    /sehr gut|very good|advanced|strong|proficien|business|professional|fortgeschritten|bonne|bon niveau|avanzado|wort und schrift|good|gute|solid/i,
    'B2',
  ],
  [/conversational|intermediate|working knowledge|konversations|intermedio|mittlere|limited working/i, 'B1'],
  [/basic|beginner|elementary|grund|notions|débutant|básico|scolaire/i, 'A2'],
]

/** CEFR level the words around a language state, or null. Source: the Common European Framework's global scale. */
export function readLevel(words: string): string | null {
  for (const [pattern, level] of levels) {
    const match = pattern.exec(words)
    if (match) return level === '' ? (match[1] ?? '').toUpperCase() : level
  }
  return null
}

const order = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']

export function levelRank(level: string | null): number | null {
  const rank = level === null ? -1 : order.indexOf(level.toUpperCase())
  return rank < 0 ? null : rank
}
