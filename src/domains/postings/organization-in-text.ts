import { countryByCity } from './cities.ts'
import { countryByName } from './countries.ts'

/** Forms of companies and kinds of houses that only a name ends with. */
const NAME_END =
  /\b(?:Inc|LLC|Ltd|Limited|GmbH|AG|SE|KG|mbH|e\.V|Corp|Corporation|PLC|plc|BV|NV|SA|SAS|SARL|SRL|SpA|AB|AS|Oy|ApS|Pty|Group|Holdings?|Hospitals?|Clinic|University|College|School|Academy|Trust|Council|Partners|Institute|Foundation|Bank|Hotel|Infirmary|Pavilion|Nursing Home|Care Home|Surgery|Brasserie|Restaurant|Bistro|Museum|Library|Logistics|Consulting|Industries|Services|Systems|Solutions|Technologies|Labs|Studios?)\b\.?/

/** Capitalised words that begin sentences or headings and name nobody. */
const NO_NAME =
  /^(?:we|you|she|he|they|her|his|their|your|our|the|this|these|that|a|an|it|its|in|on|at|as|if|and|but|for|from|to|with|when|what|who|why|how|where|there|here|are|is|do|does|did|have|has|had|can|will|would|must|should|may|no|not|about|home|job|role|team|work|working|position|company|candidates?|applicants?|some|somebody|someone|every|each|most|many|all|both|new|please|hello|hi|dear|join|help|keep|bring|make|come|wanted|required|requirements?|responsibilities|qualifications?|profile|benefits|skills?|duties|salary|pay|location|hours|full|part|remote|hybrid|monday|tuesday|wednesday|thursday|friday|saturday|sunday|nights?|days?|mornings?|wir|sie|du|ihr|ihre|unser|unsere|das|der|die|ein|eine|wenn|als|für|nous|vous|votre|notre|nos|vos|le|la|les|un|une|des|ce|cette|il|elle|mrs?|ms|dr|madame|monsieur|frau|herr)$/i

const WORD = `\\p{Lu}[\\p{L}\\p{N}&'’.+-]*`
const NAME = `${WORD}(?:[ ](?:&|of|and|de|du|des|d[’']|la|für|und|für)?[ ]?${WORD}){0,5}`
const VERB =
  'is|are|was|has|have|wants|seeks|needs|\\p{Ll}{2,}s|ist|sucht|baut|entwickelt|betreibt|produziert|vertreibt|stellt|fertigt|est|recrute|cherche|recherche|vend|ouvre|propose|fabrique|accueille|busca|ofrece|desarrolla'
const STATEMENT = new RegExp(
  `^(?:(?:The|At|Die|Der|Das|La|Le|L[’'])\\s?)?(${NAME})(?:,[^,.]{3,60},)?\\s+(?:${VERB})\\s`,
  'u',
)
const ABOUT = new RegExp(
  `^(?:About|Über|Join|Why|Who is|À propos d[eu’'])\\s?(?:die |the |la |le )?(${NAME})\\s*[:?]?$`,
  'u',
)

function clean(name: string): string {
  return name
    .replace(/[’']s$/, '')
    .replace(/[.,]$/, '')
    .trim()
}

function times(text: string, name: string): number {
  return text.split(name).length - 1
}

/** A name proves itself by its form, by several words, or by coming again. */
function isName(name: string, text: string): boolean {
  const words = name.split(' ')
  const [first = ''] = words
  if (name.length < 3 || NO_NAME.test(first) || countryByCity(name) !== null || countryByName(name) !== null)
    return false
  return (
    NAME_END.test(name) ||
    (words.length > 1 && !words.some((word) => NO_NAME.test(word))) ||
    times(text, first) > 1
  )
}

export function hasNameEnding(text: string): boolean {
  return NAME_END.test(text)
}

/** Whether a candidate from the title line is spoken of as somebody further down. */
export function isMentioned(name: string, rest: string): boolean {
  const first = name.split(/\s+/).find((word) => word.length > 3 && !NO_NAME.test(word))
  return first !== undefined && rest.includes(first)
}

const PREPOSITION = /\b(?:in|of|near|around|from|to|at|within|for|between|across|à|en|de)$/i

/** Capitalised amid a sentence, and never where a place would stand ("in Docklands"). German: any noun is. */
export function isProperNoun(name: string, rest: string): boolean {
  if (/\b(?:und|wir|für|mit)\b/.test(rest)) return false
  const [first = '', ...after] = rest.split(name)
  const before = [first, ...after].slice(0, -1)
  // "our Hull depot": a place that tells one site from another.
  if (before.some((text, at) => /\b(?:our|the)\s$/i.test(text) && /^\s\p{Ll}/u.test(after[at] ?? '')))
    return false
  return (
    before.some((text) => /\p{Ll} $/u.test(text)) && !before.some((text) => PREPOSITION.test(text.trimEnd()))
  )
}

/** Whether a sentence further down speaks of the name as of somebody who does something. */
export function isSubject(name: string, rest: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const speaks = `(?:^|[.!?]\\s+|\\n\\s*)${escaped}(?:[’']s|,[^,.\\n]{3,60},)?\\s+(?:${VERB})\\s`
  return new RegExp(`${speaks}|\\b[Aa]bout ${escaped}\\b`, 'mu').test(rest)
}

/**
 * The employer that the first sentences speak of ("Humber Fuels delivers …", "About Northwind"); null when
 * nobody is named. `lines` are those after the title.
 */
export function organizationInText(lines: string[]): string | null {
  const text = lines.join('\n')
  for (const line of lines.slice(0, 14)) {
    const about = clean(ABOUT.exec(line)?.[1] ?? '')
    if (about && !NO_NAME.test(about.split(' ')[0] ?? '') && times(text, about) > 1) return about
    for (const sentence of line.split(/(?<=[.!?:])\s+/).slice(0, 4)) {
      const name = clean(STATEMENT.exec(sentence)?.[1] ?? '')
      if (name && isName(name, text)) return name
    }
  }
  return null
}
