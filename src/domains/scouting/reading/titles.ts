import { namesRole } from '../../postings/title-line.ts'
import { namesOccupation } from './occupation-words.ts'
import { AS, isFiller, SOUGHT } from './fillers.ts'
import { TAKEN, trimSpan, type Scan, type Span } from './scan.ts'

/** Words that end or are the names of jobs, beside those that the readers of postings know. */
const ROLE_TOO =
  /(?:^|[\s-])(?:ceo|cfo|cto|coo|sre|devops|sysadmin|dba|hgv|helpdesk|coder|nurses|carers?|lawyers?|vets?|physios?|coach(?:es)?|maker|keeper|mason|joiner|sailor|actor|dancer|singer|musician|artist|priest|pastor|clown|ranger|forester|farmer|fisher(?:man)?|firefighter|soldier|detective|sommeli(?:er|ère)|bouncer|doorman|janitor|caretaker|housekeeper|landscaper|jeweller|tailor|tiler|plasterer|fundraiser|geologist|biologist|chemist|physicist|actuary|auditor|broker|trader|merchandiser|promoter|strategist|evangelist|practitioner|adjuster|appraiser|assessor|assembler|packer|picker|loader|stacker|rigger|crew|staff|help|hand|helfer|hilfe|hebamme|heilpraktiker|notar|makler|metzger|schreiner|tischler|gärtner|friseur(?:in)?|zimmerer|zimmermädchen|dachdecker|klempner|landwirt|pilot|polizist|pförtner|logopäd\p{L}+|therapeut\p{L}*|apotheker|künstler|forscher|redakteur\p{L}*|referent\p{L}*|disponent\p{L}*|steuerberater|dolmetscher|übersetzer|architekt\p{L}*|jurist\p{L}*|architecte|avocate?|boulang(?:er|ère)|boucher|coiffeu(?:r|se)|menuisier|plombier|peintre|jardinier|caissi(?:er|ère)|aide|ouvri(?:er|ère)|employée?|conseill(?:er|ère)|chercheu(?:r|se)|médecin|professeure?|enseignante?|formateur|formatrice|cajer[oa]|albañil|fontanero|carpintero|cociner[oa]|limpiador[a]?|profesora?|maestr[oa]|abogad[oa]|arquitect[oa]|enfermer[oa]|ingegnere|infermier[ea]|cuoc[oa]|camerier[ea]|insegnante|commess[oa]|impiegat[oa]|autista|sviluppator[ei]|programador[a]?|engenheir[oa]|enfermeir[oa]|cozinheir[oa]|verpleegkundige|ontwikkelaar|leraar|lerares|monteur|timmerman|chauffeur)s?(?=$|[\s/-])/iu
/** German compounds carry the job at their end. */
const COMPOUND =
  /\p{L}{3,}(?:kraft|kräfte|hilfe|frau|mann|leute|helfer|fahrer|führer|bauer|macher|händler|verkäufer|berater|arbeiter|lehrer|erzieher|trainer|meister|wart|wirt|schwester|bruder|assistenz|leitung|gehilfe|agent|manager|therapeut|pädagoge|ologe|loge|ist|monteur|installateur|mechatroniker|elektroniker|schlosser|dreher|fräser|bäcker|maler|jurist|planer|prüfer|tester)(?:in|innen|en|n|s)?(?=$|[\s/-])/iu
/** Trades that people name instead of a job. */
const FIELD =
  /^(?:data (?:science|analytics|engineering)|machine learning|software(?: development| engineering)?|web development|(?:digital )?marketing|sales|vertrieb|finance|accounting|controlling|buchhaltung|human resources|hr|recruiting|pflege|altenpflege|nursing|care|teaching|logistics?|logistik|lager|warehouse|retail|einzelhandel|gastronomie|hospitality|customer (?:service|support|success)|kundenservice|kundendienst|it[- ]support|(?:ux|ui|product|graphic|web)(?:\/ui)? design|product management|project management|projektmanagement|cleaning|reinigung|security|construction|legal|design|research|engineering|back ?end|front ?end|full[- ]?stack|qa|cyber ?security|administration|office|büro|informatique|comptabilité|logistique|contabilidad|ventas|hostelería)$/i

const LEVELS: [string, RegExp][] = [
  ['entry level', /(?<!\p{L})(?:entry[- ]level|berufseinsteiger(?:in)?|einsteiger(?:in)?|débutante?|graduate|absolvent(?:in)?|no experience needed)(?!\p{L})/iu],
  ['trainee', /(?<!\p{L})trainee(?!\p{L})/iu],
  ['junior', /(?<!\p{L})(?:junior|jr\.?)(?!\p{L})/iu],
  ['mid', /(?<!\p{L})(?:mid(?:[- ](?:level|senior|weight))?|intermediate|confirmée?)(?!\p{L})/iu],
  ['senior', /(?<!\p{L})(?:senior|sr\.?|erfahrene[rn]?|experienced|sénior)(?!\p{L})/iu],
  ['staff', /(?<!\p{L})staff(?= (?:software|engineer|platform|backend|data))/iu],
  ['principal', /(?<!\p{L})principal(?!\p{L})/iu],
  ['lead', /(?<!\p{L})(?:tech(?:nical)? |team ?)?lead(?:er)?(?!\p{L})|(?<!\p{L})\p{L}*leiter(?:in)?(?!\p{L})/iu],
  ['head', /(?<!\p{L})(?:head of|director|vp|chief|c[teof]o)(?!\p{L})/iu],
] // prettier-ignore
/** Levels that are said of any job; the others are part of its name. */
const ASIDE = new Set(['entry level', 'junior', 'mid', 'senior'])

/** Whether words name an occupation. */
function hasRole(words: string): boolean {
  return namesRole(words) || ROLE_TOO.test(words) || COMPOUND.test(words) || namesOccupation(words)
}

/** Whether words name an occupation, or a trade in place of one. */
export function isJob(words: string): boolean {
  return hasRole(words) || FIELD.test(words.trim())
}

/** "(m/w/d)", "H/F" say nothing of the job. */
export const GENDER = /\(?(?<![\p{L}/])(?:[mwfdxhi](?:\/[mwfdxhi]){1,3}|all genders|gn\*?)(?![\p{L}/])\)?/giu

export interface Chunk {
  span: Span
  text: string
  /** Something before or after it says that it is what is looked for. */
  sought: boolean
  /** How it is joined to the chunk before: an "or", a comma, or neither. */
  joint: 'or' | 'comma' | 'none'
}

const SEPARATOR =
  /(?:[,;!?()<>[\]"“”„|\n\u2022:\uFFFC]|\.(?!\p{L}))+|\s[-–—]\s|\s(?:or|oder|ou|o|u|bzw\.?)(?=\s)|\s(?:at|within|with|im Umkreis|looking for|searching for|seeking|mit|bei|avec|chez|con)(?=\s)|\s?\/\s?(?!(?:in|innen|a|as|e|euse|d|w|m|f|x|h)(?!\p{L}))/giu

interface Piece {
  span: Span
  joint: Chunk['joint']
}

function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  let joint: Chunk['joint'] = 'none'
  for (const match of text.matchAll(SEPARATOR)) {
    found.push({ span: [from, match.index], joint })
    from = match.index + match[0].length
    const said = match[0].trim()
    const isOr = /^(?:or|oder|ou|o|u|bzw\.?|\/)$/i.test(said)
    joint = isOr ? 'or' : said === ',' ? 'comma' : 'none'
  }
  return [...found, { span: [from, text.length], joint }]
}

/** "Nurses and carers" are two, "sales and marketing manager" is one. */
function splitAnd(text: string, piece: Piece): Piece[] {
  const [start, end] = piece.span
  const match = /\s(?:and|und|et|y|e|&|\+)\s/iu.exec(text.slice(start, end))
  if (!match) return [piece]
  const at = start + match.index
  const [left, right] = [text.slice(start, at), text.slice(at + match[0].length, end)]
  if (!isJob(left) || !isJob(right) || FIELD.test(left.trim())) return [piece]
  const rest: Piece = { span: [at + match[0].length, end], joint: 'or' }
  return [{ ...piece, span: [start, at] }, ...splitAnd(text, rest)]
}

/** Without the words around it that say nothing. */
function trimmed(text: string, { span, joint }: Piece): Chunk | null {
  const words = [...text.slice(...span).matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    at: span[0] + match.index,
  }))
  let sought = false
  while (words[0] && isFiller(words[0].text)) sought = AS.test(words.shift()?.text ?? '') || sought
  for (let last = words.at(-1); last && isFiller(last.text); last = words.at(-1)) {
    sought ||= SOUGHT.test(last.text)
    words.pop()
  }
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return null
  const elided = /^[dl]['’](?=\p{L})/iu.exec(first.text)?.[0].length ?? 0
  const whole: Span = [first.at + elided, last.at + last.text.length]
  return { span: whole, text: text.slice(...whole), sought, joint }
}

/** What is left of a sentence, in pieces. */
export function chunksOf({ rest }: Scan): Chunk[] {
  return pieces(rest)
    .flatMap((piece) => splitAnd(rest, piece))
    .flatMap((piece) => trimmed(rest, piece) ?? [])
    .filter((chunk) => !chunk.text.includes(TAKEN))
}

const levelPatterns = LEVELS.filter(([level]) => ASIDE.has(level)).map(
  ([, pattern]) => new RegExp(pattern.source, 'giu'),
)

function plain(title: string): string {
  const bare = levelPatterns.reduce((words, pattern) => words.replace(pattern, ' '), title)
  return bare.replace(/\s+/g, ' ').replace(/^[\s-]+|[\s-]+$/g, '')
}

/** The levels that a text names, as one phrase; null when it names none. */
export function seniorityIn(text: string): string | null {
  const found = LEVELS.flatMap(([level, pattern]) => {
    const at = pattern.exec(text)?.index
    return at === undefined ? [] : [{ level, at }]
  })
  const words = found.toSorted((a, b) => a.at - b.at).map(({ level }) => level)
  return words.length > 0 ? words.join(' or ') : null
}

/** Where a level stands at the beginning or the end of a chunk, or is all of it. */
export function levelsAround({ text, span: [start, end] }: Chunk): { levels: Span[]; job: Span | null } {
  const levels: Span[] = []
  let [from, to] = [0, text.length]
  for (const pattern of levelPatterns) {
    for (const match of text.matchAll(pattern)) {
      const [at, until] = [match.index, match.index + match[0].length]
      if (/^[\s-]*$/.test(text.slice(from, at))) from = until
      else if (/^[\s-]*$/.test(text.slice(until, to))) to = at
      else continue
      levels.push([start + at, start + until])
    }
  }
  const job = trimSpan(text, [from, Math.max(from, to)])
  return { levels, job: job[1] > job[0] ? [start + job[0], Math.min(end, start + job[1])] : null }
}

/** "Backend or platform engineer": the job's name that the first one leaves to the second. */
function headFor(chunks: Chunk[], at: number): string | null {
  const chunk = chunks[at]
  if (!chunk || chunk.text.split(/\s+/).length > 3) return null
  let joined = false
  for (const next of chunks.slice(at + 1)) {
    if (next.joint === 'none') return null
    joined ||= next.joint === 'or'
    if (hasRole(next.text)) return joined ? (next.text.split(/[\s-]+/).at(-1) ?? null) : null
  }
  return null
}

/** "Développeur backend ou frontend": the job's name that the second one takes from the first. */
function headBefore(chunks: Chunk[], at: number): string | null {
  const before = chunks[at - 1]
  const [first = '', second] = before?.text.split(/\s+/) ?? []
  return chunks[at]?.joint === 'or' && second !== undefined && hasRole(first) && !hasRole(second)
    ? first
    : null
}

/** The job that a chunk names, in the person's words; null when it names none. */
export function titleOf(chunks: Chunk[], at: number): string | null {
  const chunk = chunks[at]
  if (!chunk) return null
  const words = chunk.text.split(/\s+/).length
  const bare = plain(chunk.text)
  if (words > 8 || !/\p{L}{2}/u.test(bare)) return null
  if (hasRole(bare)) return bare
  const after = headFor(chunks, at)
  if (after !== null) return chunk.text.endsWith('-') ? `${bare}-${after}` : `${bare} ${after}`
  const before = headBefore(chunks, at)
  if (before !== null) return `${before} ${bare}`
  if (FIELD.test(bare)) return bare
  return chunk.sought && words <= 5 && /\p{L}{3}/u.test(bare) ? bare : null
}
