import type { Span } from '../../resumes/schema.ts'
import { markLengths } from './list-marks.ts'
import { TierTable } from './tables.ts'

export type SectionKind = 'must' | 'nice' | 'duties' | 'ignore' | 'neutral'

export interface Line {
  span: Span
  section: SectionKind
  bullet: boolean
  /** A short label before the content ("Location"), lower case, or ''. */
  label: string
}

const NICE =
  /\bnot (?:needed|essential|required|necessary|a must)\b|kein muss|^we(?:['’]d| would) (?:also |really )*(?:like|love)\b|\basset\b|preferibil|preferenzial|gradit[oa]|bij voorkeur|highly regarded|nice[- ]to[- ]have|nice2have|prefer|bonus|desirable|desired|\bplus(?:es)?\b|good to have|great to have|extra credit|brownie|ideally|even better|would be (?:nice|great|helpful)|stand out|set you apart|advantage|optional|also welcome|w[uü]nschenswert|von vorteil|pluspunkt|idealerweise|atouts?\b|appr[ée]ci[ée]|souhait[ée]|se valora|valorable|deseable|can-haves?|kann-kriterien|pluspunten|helpful but/i
const MUST =
  /requirement|require[ds]?\b|qualification|must[- ]haves?|\bmust\b|what (?:you|we).{0,12}(?:bring|need|have|look|expect|require|ask|want|hope)|you(?:'ll| will|’ll)? (?:need|bring)|you(?:'ll| will|’ll)? (?:need to )?have\b|your (?:profile|background|skills|experience|qualifications|strengths|toolkit|expertise|competenc)|who (?:you are|you’re|you're|are you|we(?:'re|’re| are)? look|we need|should apply)|about you\b|we(?:'re|’re| are) looking for|we (?:expect|need)\b|essential|minimum|baseline|person specification|(?:ideal|right|successful) (?:candidate|applicant|person|fit)|candidate profile|looking for|need to have|great (?:addition|fit)|you might be|credentials|criteria|competenc|what it takes|to be successful|to succeed|you(?:'re|’re| are) (?:a|an|the|our)\b|person we|kind of person|anforderung|(?:dein|ihr|das|unser)e?s? (?:wunsch)?profil|bringst du|du mitbring|sie mitbring|mitbringen|qualifikation|voraussetzung|wir erwarten|wir suchen|wen wir suchen|zeichnet (?:sie|dich)|überzeug|bringen sie|profil|comp[ée]tences|exigences|pr[ée]requis|requis\b|vous (?:[êe]tes|avez|apportez)|recherch|requisit|perfil|buscamos|necesita|se requiere|imprescindible|nous attendons|nous demandons|vos atouts|chi cerchiamo|cerchiamo|requisiti|profilo|competenze|cosa chiediamo|functie-eisen|wat vra(?:gen|ag)|wat wij vragen|wie ben jij|jij hebt|breng(?:t)? (?:jij|je) mee|vos atouts|selection criteri|wat vragen|jouw profiel|skills? (?:&|and) /i
const MUST_WHOLE =
  /^(?:(?:key|core|technical|required|professional|your|the|relevant|job|personal|hard|soft|other|main)\s+)*(?:skills?|experience|education|knowledge|languages?|training|licen[cs]es?|certifications?|abilities|kenntnisse|f[äa]higkeiten|ausbildung|sprachen|sprachkenntnisse|formation|exp[ée]rience|langues|formaci[óo]n|experiencia|conocimientos|idiomas)(?:\s*(?:&|and|und|et|y|\/|,)\s*(?:\p{L}+\s?){1,2})*(?:\s(?:required|needed))?$/iu
const PERSON = /^(?:the |our )?(?:ideal )?(?:person|candidate|applicant|you|hire)$/i
const DUTIES =
  /responsib|what (?:you|the).{0,12}(?:do|doing|work on|involve|achieve|own)\b|your (?:role|tasks?|mission|day|work|job|duties|impact|responsib)|^(?:the |this )?(?:role|job|position|work|opportunity|vacancy)$|the (?:role|job|position|opportunity)\b|duties|day[- ]to[- ]day|^(?:as .{0,40})?you will\b|you(?:'ll|’ll) (?:do|be)|^tasks|about the (?:role|job|position|opportunity)|(?:role|job|position) (?:overview|summary|description|purpose|details)|accountab|typical (?:day|week|shift)|aufgabe|t[äa]tigkeit|deine rolle|erwartet (?:dich|sie)|das machst|missions?\b|le poste|descriptif|t[âa]ches|funciones|responsabilidad|tareas|tu d[íi]a|qu[ée] har[áa]s|in this role|werkzaamheden/i
const IGNORE =
  /benefit|perks?\b|\boffer(?:s|ed)?\b|why (?:join|work|us|you|choose|we)|compensation|remuneration|^(?:salary|pay|gehalt|salaire|salario)\b|about (?:us\b|the (?:company|team|school|hospital|business|employer|client|organi[sz]ation))|^about (?!you|the (?:role|job|position))|who we are|\bour (?:company|values|culture|mission|team|commitment|story|promise|tech|stack|client|process)|^(?:the )?(?:company|team)$|company (?:description|overview|profile)|diversity|equal opportunit|inclusion|how to apply|^apply|application|interview|contact|hiring process|what you(?:'ll|’ll| will)? (?:get|receive|gain)|you(?:'ll|’ll| will) (?:get|receive|enjoy)|bieten|angebot|vorteile|über uns|ueber uns|bewerb|kontakt|nous offr|avantages|offrons|à propos|qui sommes|ofrec|beneficios|sobre nosotros|growth opportun|in return|we give you|package|in it for (?:you|me)|additional information|privacy|legal|what you can expect|freuen|warum|pourquoi|entreprise|das unternehmen|wir sind|disclaimer|note to|recruit(?:ment)? agenc|arbeiten bei|life at|join us|working (?:at|for|here)|get in touch|next steps/i

/** What a heading announces; null for words that head nothing known. */
export function classifyHeading(heading: string): SectionKind | null {
  const words = heading.trim()
  // The noun at the end decides: "Essential functions" are duties.
  if (
    /responsib|dut(?:y|ies)\b|aufgabe|(?:job|essential|key|main|core) (?:functions?|tasks)\b/i.test(words) &&
    !/require|qualif/i.test(words)
  )
    return 'duties'
  if (MUST_WHOLE.test(words) || PERSON.test(words)) return 'must'
  if (NICE.test(words) && !/what we offer/i.test(words)) return 'nice'
  if (/what we (?:offer|provide)|we offer|was wir .{0,10}bieten/i.test(words)) return 'ignore'
  if (/about you\b|über dich/i.test(words)) return 'must'
  if (IGNORE.test(words) && !/requirement|qualification|must/i.test(words)) return 'ignore'
  if (MUST.test(words)) return 'must'
  return DUTIES.test(words) ? 'duties' : null
}

interface RawLine {
  start: number
  end: number
  content: string
  /** Characters of its list mark; 0 when it is no item of a list. */
  mark: number
}

function rawLines(text: string): RawLine[] {
  const lines: RawLine[] = []
  let start = 0
  const contents = text.split('\n')
  const marks = markLengths(contents)
  for (const [index, content] of contents.entries()) {
    lines.push({ start, end: start + content.length, content, mark: marks[index] ?? 0 })
    start += content.length + 1
  }
  return lines
}

function isItem(line: RawLine | undefined): boolean {
  return line !== undefined && line.mark > 0
}

function bareHeading(content: string): string {
  return content
    .replace(/^[\s#*_=>~\p{Extended_Pictographic}\uFE0F-]+/u, '')
    .replace(/[\s*_#=~]+$/u, '')
    .replace(/\s*[:：…]+\**$/u, '')
    .trim()
}

function markedAsHeading(content: string, heading: string): boolean {
  const line = content.trim()
  return (
    /[:：]\**$/.test(line) ||
    /^(?:#{1,6}\s|\*\*.+\*\*$|__.+__$)/.test(line) ||
    (heading.length > 3 && heading === heading.toUpperCase() && /\p{L}{3}/u.test(heading))
  )
}

/** A line longer than this, marks and all, is no heading. */
const MAX_LINE = 200
const MAX_HEADING = { characters: 90, words: 12 }

function couldHead(mark: number, heading: string, words: number): boolean {
  return (
    heading !== '' && heading.length <= MAX_HEADING.characters && words <= MAX_HEADING.words && mark === 0
  )
}

/** Whether words of no known section stand where a heading stands: marked, before a list, or before a paragraph. */
function standsAsHeading(
  heading: string,
  words: number,
  marked: boolean,
  next: RawLine | undefined,
): boolean {
  if (isItem(next)) return words <= 6 || (marked && words <= 8)
  if (marked) return words <= 8
  return words <= 4 && heading.length <= 40 && !/[!?]$/.test(heading) && (next?.content.length ?? 0) > 60
}

/** The section a line opens; null when the line is content. */
function headingOf({ content, mark }: RawLine, next: RawLine | undefined): SectionKind | null {
  if (content.length > MAX_LINE) return null
  const heading = bareHeading(content)
  const words = heading.split(/\s+/).length
  if (!couldHead(mark, heading, words)) return null
  const marked = markedAsHeading(content, heading)
  if (!marked && /[.;,]$/.test(heading)) return null
  const kind = classifyHeading(heading)
  if (kind) return marked || words <= 6 || isItem(next) ? kind : null
  return standsAsHeading(heading, words, marked, next) ? 'neutral' : null
}

/** A list item that only announces the next ones: "- Extra credit:". */
function bulletHeading({ content, mark }: RawLine, next: RawLine | undefined): SectionKind | null {
  if (content.length > MAX_LINE || mark === 0 || !/[:：]\**\s*$/.test(content) || !isItem(next)) return null
  return classifyHeading(bareHeading(content.slice(mark)))
}

const LABEL = /^\s*\**([\p{L}][\p{L} '’/&()-]{1,38}?)\**\s?[:：]\**\s+(?=\S)/u

function labelOf(content: string): { label: string; length: number } {
  const match = LABEL.exec(content)
  return match?.[1]
    ? { label: match[1].trim().toLowerCase(), length: match[0].length }
    : { label: '', length: 0 }
}

/** Labels of facts about the job; what follows them asks nothing of a person's skills. */
const FACT_LABEL =
  /^(?:salary|pay|compensation|rate|company|employer|organi[sz]ation|title|job title|position|role|date|posted|closing date|deadline|start(?: date)?|department|reports to|reporting to|reference|ref|contact|e-?mail|phone|website|url|apply|gehalt|vergütung|salaire|salario|firma|unternehmen|entreprise|empresa|industry|job type|vacancies|contract(?: type)?|employment type|term|benefits|bewerbung)$/i

const SENTENCE_END = /[.!?]["”')]?(?:\s|$)/g

/** A paragraph of prose, unlike an item of a list without marks. */
function isProse(content: string): boolean {
  return (
    (content.match(SENTENCE_END)?.length ?? 0) >= 2 || (content.length > 160 && /[.!?]\s*$/.test(content))
  )
}

/** No posting is longer; what is, isn't one from here on. */
const READ_LIMIT = 60_000

class SectionReader {
  section: SectionKind = 'neutral'
  /** What the section has held so far: a list ends where prose begins, prose where a new paragraph begins. */
  private held: 'nothing' | 'bullets' | 'prose' = 'nothing'
  readonly lines: Line[] = []

  private open(section: SectionKind): void {
    this.section = section
    this.held = 'nothing'
  }

  private closeWhenOver(content: string, bullet: boolean, afterBlank: boolean): void {
    const asks = this.section === 'must' || this.section === 'nice'
    const over = this.held === 'bullets' ? !bullet : this.held === 'prose' && afterBlank && !bullet
    if (asks && over && (afterBlank || isProse(content))) this.open('neutral')
    if (bullet) this.held = 'bullets'
    else if (this.held === 'nothing' && isProse(content)) this.held = 'prose'
  }

  private addContent(line: RawLine, afterBlank: boolean): void {
    const { mark } = line
    const bullet = mark > 0
    const { label, length } = labelOf(line.content.slice(mark))
    const labelled = label ? (FACT_LABEL.test(label) ? 'ignore' : classifyHeading(label)) : null
    this.closeWhenOver(line.content, bullet, afterBlank)
    const section = this.sectionOf(bullet, labelled)
    if (!bullet && (labelled === 'must' || labelled === 'nice')) {
      this.open(labelled)
      // "Desirable: a routing package." is said on its line; the next paragraph is about something else.
      this.held = 'prose'
    }
    const skip = labelled ? mark + length : mark
    this.lines.push({ span: [line.start + skip, line.end], section, bullet, label })
  }

  /** Inside a list a label may only lower or silence: "Bonus: …". */
  private sectionOf(bullet: boolean, labelled: SectionKind | null): SectionKind {
    if (labelled === null) return this.section
    if (!bullet) return labelled
    return labelled === 'nice' || (labelled === 'must' && this.section !== 'ignore') ? labelled : this.section
  }

  read(text: string): Line[] {
    const raw = rawLines(text.slice(0, READ_LIMIT))
    let blank = false
    const table = new TierTable()
    raw.forEach((line, index) => {
      if (line.content.trim() === '') {
        blank = true
        return
      }
      const cells = table.read(line.content, line.start)
      if (cells) {
        this.lines.push(...cells.map((cell) => ({ ...cell, bullet: true, label: '' })))
        return
      }
      const next = raw.slice(index + 1, index + 3).find((other) => other.content.trim() !== '')
      const heading = headingOf(line, next) ?? bulletHeading(line, next)
      if (heading) this.open(heading)
      else this.addContent(line, blank)
      blank = false
    })
    return this.lines
  }
}

/** What items of a requirement list speak of, under whatever heading. */
const ASKING_ITEM =
  /\b(?:experience\p{L}*|experienced|knowledge|understanding|familiar\p{L}*|proficien\p{L}*|fluen\p{L}*|degree|diploma|certif\p{L}*|qualif\p{L}*|licen[cs]e\p{L}*|registration|years?|ability|able to|willing\p{L}*|comfortable|confident|skills?|eye for|track record|background in|passion\p{L}*|erfahrung\p{L}*|kenntnisse?\p{L}*|ausbildung|studium|führerschein\p{L}*|bereitschaft|jahre|fähigkeit\p{L}*|freude|expérience|connaissance\p{L}*|maîtrise|diplôme|permis|formation|ans|experiencia|conocimiento\p{L}*|carnet|título|años|nivel)(?![\p{L}])/iu

/** Lists under headings that say nothing known: their items tell what they are. */
function judgeUnknownLists(text: string, lines: Line[]): Line[] {
  const result: Line[] = []
  for (let index = 0; index < lines.length;) {
    const first = lines[index]
    if (!first) break
    let end = index + 1
    while (
      first.bullet &&
      first.section === 'neutral' &&
      lines[end]?.bullet &&
      lines[end]?.section === 'neutral'
    )
      end++
    const run = lines.slice(index, end)
    const asking = run.filter((line) => ASKING_ITEM.test(text.slice(...line.span))).length
    const isList = first.bullet && first.section === 'neutral' && asking * 2 >= run.length
    result.push(...(isList ? run.map((line) => ({ ...line, section: 'must' as const })) : run))
    index = end
  }
  return result
}

/** The posting's lines of content, each with the section it stands in. Headings are left out. */
export function readSections(text: string): Line[] {
  return judgeUnknownLists(text, new SectionReader().read(text))
}
