import type { FactBook, Slice } from './fact-book.ts'
import { headingKind } from './headings.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { findLanguages, languageLevel } from './language-names.ts'
import { parseLanguages } from './languages.ts'
import { negation, splitList } from './lists-of-items.ts'

const levelWords: [RegExp, string][] = [
  [/\b(?:expert|master|mastery|guru|5\s*\/\s*5|10\s*\/\s*10|experte)\b/i, 'expert'],
  [
    /\b(?:learning|currently learning|studying|exploring|interested in|lerne|en apprentissage|aprendiendo)\b/i,
    'learning',
  ],
  [
    /\b(?:beginner|basic|basics|novice|familiar(?:ity)?(?: with)?|exposure to|some|grundkenntnisse|grundlagen|débutant|notions|básico|basiskennis|base|elementary|awareness of)\b/i,
    'basic',
  ],
  [
    /\b(?:intermediate|working knowledge(?: of)?|mittel|gut|intermédiaire|intermedio|gemiddeld|medio|competent)\b/i,
    'intermediate',
  ],
  [
    /\b(?:advanced|proficient(?: in| with)?|strong|fluent|sehr gut|fortgeschritten|avancé|avanzado|gevorderd|avanzato|excellent)\b/i,
    'advanced',
  ],
]

function skillLevel(text: string): string | null {
  return levelWords.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

const categoryPattern = /^([^:,;•|\t]{2,48}?)\s*(?::\s*|\t\s*)(?=\S)/
/** "Excel avanzado" */
const levelWord =
  /(?<=\S)\s+(?:advanced|intermediate|beginner|basics|avanzado|intermedio|básico|avancé|débutant|fortgeschritten|grundkenntnisse|gevorderd|avanzato)$/i
const levelNote = /\s*(?:[–—-]\s+|[([])\s*([^()[\]]{2,40})[)\]]?\s*$/
const leadIn =
  /^(?:(?:and|und|et|y|en|e|as well as|sowie|ou|or)\s+|(?:some|a (?:little|bit of)|etwas|un peu de|un poco de|wat|un po['’] di)\s+|(?:(?:highly |very )?(?:skilled|experienced|proficient|fluent|knowledgeable|competent|versed|trained|familiar)\s+(?:in|with|at)(?: using)?\s+|(?:strong|good|excellent|solid|basic|working|advanced|sound|hands-on|extensive|some|deep|in-depth)\s+(?:knowledge|understanding|experience|command|grasp)\s+(?:of|in|with)\s+|(?:knowledge|understanding|experience|command)\s+(?:of|in|with)\s+|familiarity with\s+|exposure to\s+|ability to use\s+|(?:currently\s+)?learning:?\s+|(?:gute|sehr gute|fundierte)?\s*kenntnisse in\s+|erfahrung (?:mit|in)\s+|connaissances? (?:de|en|du)\s+|conocimientos? de\s+|manejo de\s+|kennis van\s+|conoscenza di\s+))/i

interface Item extends Slice {
  level: string | null
}

/** One item of a list without lead-in words, level notes and dots; null where it says no skill. */
/** What stands before a denial: "Java but not Scala" → "Java". */
function beforeDenial(text: string): string {
  const denied = negation.exec(text)
  if (!denied) return text
  const kept = text.slice(0, denied.index)
  return kept.replace(/[\s,(–—-]*(?:but|aber|mais|pero|maar|ma|though|although)?[\s,(]*$/i, '')
}

const amount =
  /^\d+\+?\s*(?:years?|yrs?|jahre?|ans|años|jaar|anni)|^(?:[★☆●○•]+|\d+\s*\/\s*\d+|\d{1,3}\s?%)$/i

/** A note at the end that says how well: "(advanced)", "– 5 years"; null where it says something else. */
function endNote(text: string): { at: number; level: string | null } | null {
  const word = levelWord.exec(text)
  if (word) return { at: word.index, level: skillLevel(word[0]) }
  const note = levelNote.exec(text)
  if (!note?.[1]) return null
  const level = skillLevel(note[1])
  return level !== null || amount.test(note[1]) ? { at: note.index, level } : null
}

function toItem(book: FactBook, slice: Slice, inherited: string | null): Item | null {
  let { start, end } = book.trim(slice, /[\s,;|•·●▪◦∙.:*–—-]/u)
  // "C++", "C#", ".NET" keep their signs.
  if (book.text[start - 1] === '.' && /[A-Z]/.test(book.text[start] ?? '')) start--
  const text = beforeDenial(book.text.slice(start, end))
  const lead = leadIn.exec(text)?.[0].length ?? 0
  const note = endNote(text.slice(lead))
  end = start + (note ? lead + note.at : text.length)
  const trimmed = book.trim({ start: start + lead, end }, /[\s★☆○●■□]/u)
  const length = trimmed.end - trimmed.start
  if (length < 1 || length > 100 || !/\p{L}/u.test(book.slice(trimmed))) return null
  return { ...trimmed, level: skillLevel(text.slice(0, lead)) ?? note?.level ?? inherited }
}

function sentences(text: string, offset: number): Slice[] {
  const slices: Slice[] = []
  let start = 0
  for (const match of text.matchAll(/(?<!\b(?:e\.g|i\.e|etc|z\.B|Node|inc))[.;!](?=\s+\p{Lu}|\s*$)|;/gu)) {
    slices.push({ start: offset + start, end: offset + match.index })
    start = match.index + match[0].length
  }
  slices.push({ start: offset + start, end: offset + text.length })
  return slices
}

const levelValue = (level: string | null) => (level ? `level:${level}` : null)

function addSkill(book: FactBook, item: Item, seen: Set<string>): void {
  const text = book.slice(item)
  const key = text.toLowerCase()
  if (seen.has(key)) return
  if (levelAlone.test(text)) {
    const last = book.facts.at(-1)
    if (last?.kind === 'skill') last.value ??= levelValue(skillLevel(text))
    return
  }
  seen.add(key)
  book.add('skill', item, `/skills/${book.next('skills')}/name`, levelValue(item.level))
}

/** "Tools: a, b" and "Tools<tab>a, b" name a category; cells side by side are skills. */
function categoryOf(text: string): RegExpExecArray | null {
  const found = categoryPattern.exec(text)
  if (!found?.[0].includes('\t')) return found
  const cells = text.split('\t')
  const named =
    headingKind(found[1] ?? '') !== null ||
    /\b(?:tools|software|languages?|databases?|frameworks?|systems|methods|platforms)\b/i.test(found[1] ?? '')
  return cells.length === 2 && (named || /[,;]/.test(cells[1] ?? '')) ? found : null
}

/** A list within one sentence; "No experience with Go, Rust or Scala" denies to the end of the sentence. */
function addList(book: FactBook, sentence: Slice, inherited: string | null, seen: Set<string>): void {
  let negated = false
  for (const slice of splitList(book.slice(sentence), sentence.start)) {
    const own = book.slice(slice)
    negated ||= negation.test(own) && isProseLike(own)
    const denied = negated && !/^(?:[^,]*\bbut\b)/i.test(own)
    const item = denied ? keptBeforeDenial(book, slice, inherited) : toItem(book, slice, inherited)
    if (item) addSkill(book, item, seen)
  }
}

function addLine(book: FactBook, line: Line, seen: Set<string>): void {
  const category = categoryOf(line.text)
  const name = category?.[1] ?? ''
  if (negation.test(name)) return
  const from = category ? category[0].length : 0
  for (const sentence of sentences(line.text.slice(from), line.start + from)) {
    const text = book.slice(sentence)
    const items = splitList(text, 0)
    const longest = Math.max(...items.map((slice) => slice.end - slice.start))
    if (!isProse(text) || (longest <= 60 && items.length > 1)) addList(book, sentence, skillLevel(name), seen)
    // A sentence is evidence as a whole; what it says is told by who knows the words of the trade.
    else if (!negation.test(text))
      book.addText('highlight', sentence, `/skills/${book.next('skills')}/keywords/0`)
  }
}

/** "Advanced" below or beside a skill says how well it is known. */
const levelAlone =
  /^(?:(?:expert|advanced|proficient|intermediate|beginner|basic|novice|elementary|fluent|skilled|competent|experienced|master|excellent|very good|good|fair|experte|fortgeschritten|sehr gut|gut|grundkenntnisse|mittel|avancé|intermédiaire|débutant|confirmé|bon|très bon|avanzado|intermedio|básico|medio|alto|gevorderd|gemiddeld|goed|basis|avanzato|base|buono|ottimo)(?:\s+(?:level|user|knowledge))?|\d{1,3}\s?%|\d+\s*\/\s*\d+|[★☆●○■□▮▯•\s]+)$/i

const isList = (line: Line | undefined) => line !== undefined && line.text.split(/[,;|•·]/).length >= 2

/** Indexes of lines that name the list below them: "Web Technologies" above "React, Angular". */
function findLabels(lines: readonly Line[]): ReadonlySet<number> {
  const alone = lines.flatMap((line, index) => (line.bullet === 0 && !isList(line) ? [index] : []))
  const aboveLists = alone.every((index) => isList(lines[index + 1]))
  const fewAlone = alone.length < lines.length / 2
  return new Set(alone.filter((index) => isLabel(lines[index], lines[index + 1], aboveLists, fewAlone)))
}

/** Each of the lone lines stands above a list, or this one is set apart from it. */
function isLabel(
  line: Line | undefined,
  next: Line | undefined,
  aboveLists: boolean,
  fewAlone: boolean,
): boolean {
  if (!line || !next || line.text.includes('\t') || line.text.length > 45) return false
  if (line.text.endsWith(':')) return true
  if (next.bullet > 0) return line.strong || fewAlone
  return isList(next) && ((line.strong && !next.strong) || aboveLists)
}

const isProseLike = (text: string) =>
  /\b(?:experience|knowledge|used|worked|erfahrung|kenntnisse|expérience|connaissance|experiencia|ervaring|kennis|esperienza)\b/i.test(
    text,
  )

function keptBeforeDenial(book: FactBook, slice: Slice, inherited: string | null): Item | null {
  const denied = negation.exec(book.slice(slice))
  return denied && denied.index > 3 ? toItem(book, slice, inherited) : null
}

const languageLabel = /language|sprach|langue|idioma|taal|talen|lingu/i

const speaks = /\b(?:i speak|spreche|je parle|hablo|parlo|ik spreek|falo)\b/i

/** The sentence of a line that speaks of languages, when it does nothing else. */
export function spokenIn(book: FactBook, line: Line): Slice[] {
  const category = categoryPattern.exec(line.text)
  if (category?.[1] && languageLabel.test(category[1]) && findLanguages(line.text).length > 0) return [line]
  return sentences(line.text, line.start).filter((sentence) => {
    const text = book.slice(sentence)
    const found = findLanguages(text)
    return (
      found.length > 0 &&
      found.length <= 3 &&
      text.length < 60 &&
      (languageLevel(text) !== null || speaks.test(text))
    )
  })
}

export function within(book: FactBook, line: Line, slice: Slice): Line {
  return { ...line, ...slice, text: book.slice(slice), bullet: 0 }
}

/** Reads a section of skills: lists, tables, "Category: a, b", one a line. Denied ones are left out. */
export function parseSkills(book: FactBook, lines: readonly Line[]): void {
  const seen = new Set<string>()
  const spoken: Line[] = []
  const labels = findLabels(lines)
  for (const [index, line] of lines.entries()) {
    const bare = withoutBullet(line)
    if (labels.has(index)) continue
    const languages = spokenIn(book, bare)
    spoken.push(...languages.map((slice) => within(book, bare, book.trim(slice))))
    let from = bare.start
    for (const slice of [...languages, { start: bare.end, end: bare.end }]) {
      const rest = book.trim({ start: from, end: slice.start }, /[\s.;]/u)
      if (rest.end > rest.start) addLine(book, within(book, bare, rest), seen)
      from = slice.end
    }
  }
  if (spoken.length > 0) parseLanguages(book, spoken)
}
