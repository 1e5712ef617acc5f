import type { FactBook, Slice } from './fact-book.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { findLanguages, languageLevel } from './language-names.ts'

/** What denies a skill: what follows it in the same phrase is not had. */
export const negation =
  /\b(?:no|not|never|none|without|lacks?|lacking|haven['’]?t|have not|don['’]?t|do not|didn['’]?t|not yet|cannot|can['’]?t|zero)\b(?!\s+only)|\b(?:kein(?:e|en|er|em)?|nicht|nie|noch nie|ohne)\b|\b(?:aucune?|pas de|pas d['’]|jamais|sans)\b|\b(?:ningun[oa]?|ningún|sin|nunca)\b|\b(?:geen|nooit|zonder)\b|\b(?:nessun[oa]?|senza|mai)\b/i

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

/** Cuts at commas and other dividers, but not inside brackets: "AWS (EC2, S3), SQL". */
export function splitList(text: string, offset: number): Slice[] {
  const items: Slice[] = []
  let depth = 0
  let start = 0
  const push = (end: number) => items.push({ start: offset + start, end: offset + end })
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    if (/[([]/.test(character)) depth++
    else if (/[)\]]/.test(character)) depth = Math.max(0, depth - 1)
    const decimal = character === ',' && /\d/.test(text[index - 1] ?? '') && /\d/.test(text[index + 1] ?? '')
    if (depth > 0 || decimal || !/[,;|•·●▪◦∙\t\n、，]/.test(character)) continue
    push(index)
    start = index + 1
  }
  push(text.length)
  return items
}

const categoryPattern = /^([^:,;•|\t]{2,48}?)\s*(?::\s*|\t\s*)(?=\S)/
const levelNote = /\s*(?:[–—-]\s+|[([])\s*([^()[\]]{2,40})[)\]]?\s*$/
const leadIn =
  /^(?:(?:and|und|et|y|en|e|as well as|sowie|ou|or)\s+|(?:(?:highly |very )?(?:skilled|experienced|proficient|fluent|knowledgeable|competent|versed|trained|familiar)\s+(?:in|with|at)(?: using)?\s+|(?:strong|good|excellent|solid|basic|working|advanced|sound|hands-on|extensive|some|deep|in-depth)\s+(?:knowledge|understanding|experience|command|grasp)\s+(?:of|in|with)\s+|(?:knowledge|understanding|experience|command)\s+(?:of|in|with)\s+|familiarity with\s+|exposure to\s+|ability to use\s+|(?:currently\s+)?learning:?\s+|(?:gute|sehr gute|fundierte)?\s*kenntnisse in\s+|erfahrung (?:mit|in)\s+|connaissances? (?:de|en|du)\s+|conocimientos? de\s+|manejo de\s+|kennis van\s+|conoscenza di\s+))/i

interface Item extends Slice {
  level: string | null
}

/** One item of a list without lead-in words, level notes and dots; null where it says no skill. */
function toItem(book: FactBook, slice: Slice, inherited: string | null): Item | null {
  let { start, end } = book.trim(slice, /[\s,;|•·●▪◦∙.:*–—-]/u)
  // "C++", "C#", ".NET" keep their signs.
  if (book.text[start - 1] === '.' && /[A-Z]/.test(book.text[start] ?? '')) start--
  let text = book.text.slice(start, end)
  const denied = negation.exec(text)
  if (denied) {
    const kept = text
      .slice(0, denied.index)
      .replace(/[\s,(–—-]*(?:but|aber|mais|pero|maar|ma|though|although)?[\s,(]*$/i, '')
    if (kept.trim().length < 2) return null
    end = start + kept.length
    text = kept
  }
  const lead = leadIn.exec(text)?.[0].length ?? 0
  const own = skillLevel(text.slice(0, lead))
  start += lead
  text = text.slice(lead)
  const note = levelNote.exec(text)
  if (
    note?.[1] &&
    (skillLevel(note[1]) !== null ||
      /^\d+\+?\s*(?:years?|yrs?|jahre?|ans|años|jaar|anni)|^(?:[★☆●○•]+|\d+\s*\/\s*\d+|\d{1,3}\s?%)$/i.test(
        note[1],
      ))
  )
    end = start + note.index
  const trimmed = book.trim({ start, end }, /[\s★☆○●■□]/u)
  const length = trimmed.end - trimmed.start
  if (length < 1 || length > 100 || !/\p{L}/u.test(book.slice(trimmed))) return null
  return { ...trimmed, level: own ?? (note?.[1] ? skillLevel(note[1]) : null) ?? inherited }
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

function addSkill(book: FactBook, item: Item, seen: Set<string>): void {
  const key = book.slice(item).toLowerCase()
  if (seen.has(key)) return
  seen.add(key)
  book.add('skill', item, `/skills/${book.next('skills')}/name`, item.level ? `level:${item.level}` : null)
}

function addLine(book: FactBook, line: Line, seen: Set<string>): void {
  const category = categoryPattern.exec(line.text)
  const denied = category?.[1] !== undefined && negation.test(category[1])
  if (denied) return
  const inherited = category?.[1] ? skillLevel(category[1]) : null
  const from = category ? category[0].length : 0
  for (const sentence of sentences(line.text.slice(from), line.start + from)) {
    const text = book.slice(sentence)
    const longest = Math.max(...splitList(text, 0).map((slice) => slice.end - slice.start))
    if (isProse(text) && (longest > 60 || !/[,;]/.test(text))) {
      // A sentence is evidence as a whole; what it says is told by who knows the words of the trade.
      if (!negation.test(text))
        book.addText('highlight', sentence, `/skills/${book.next('skills')}/keywords/0`)
      continue
    }
    let negated = false
    for (const slice of splitList(text, sentence.start)) {
      const own = book.slice(slice)
      // "No experience with Go, Rust or Scala": the denial holds to the end of the sentence.
      negated ||= negation.test(own) && isProseLike(own)
      const item =
        negated && !/^(?:[^,]*\bbut\b)/i.test(own)
          ? keptBeforeDenial(book, slice, inherited)
          : toItem(book, slice, inherited)
      if (item) addSkill(book, item, seen)
    }
  }
}

const isProseLike = (text: string) =>
  /\b(?:experience|knowledge|used|worked|erfahrung|kenntnisse|expérience|connaissance|experiencia|ervaring|kennis|esperienza)\b/i.test(
    text,
  )

function keptBeforeDenial(book: FactBook, slice: Slice, inherited: string | null): Item | null {
  const denied = negation.exec(book.slice(slice))
  return denied && denied.index > 3 ? toItem(book, slice, inherited) : null
}

/** Reads a section of skills: lists, tables, "Category: a, b", one a line. Denied ones are left out. */
export function parseSkills(book: FactBook, lines: readonly Line[]): void {
  const seen = new Set<string>()
  for (const line of lines) {
    const bare = withoutBullet(line)
    const category = categoryPattern.exec(bare.text)
    const spoken = findLanguages(bare.text)
    const languagesLine =
      category?.[1] &&
      /language|sprach|langue|idioma|taal|talen|lingu/i.test(category[1]) &&
      spoken.length > 0
    if (languagesLine || (spoken.length === 1 && languageLevel(bare.text) && bare.text.length < 50)) {
      parseLanguages(book, [
        category && languagesLine
          ? { ...bare, start: bare.start + category[0].length, text: bare.text.slice(category[0].length) }
          : bare,
      ])
      continue
    }
    addLine(book, bare, seen)
  }
}

/** Reads "German (native), English – C1" and tables of languages with levels. */
export function parseLanguages(book: FactBook, lines: readonly Line[]): void {
  lines.forEach((line, index) => {
    const bare = withoutBullet(line)
    if (negation.test(bare.text)) return
    const found = findLanguages(bare.text)
    found.forEach((language, position) => {
      const next = found[position + 1]?.start ?? bare.text.length
      let end = Math.max(language.end, next)
      let text = bare.text.slice(language.start, end)
      if (next < bare.text.length)
        text = text.replace(/[\s,;/|&•·]*(?:\b(?:and|und|et|y|en|e)\b)?[\s,;/|&•·]*$/i, '')
      // "Fluent in English": the level stands before the only name.
      const before = found.length === 1 ? bare.text.slice(0, language.start) : ''
      const start = languageLevel(before) ? 0 : language.start
      end = language.start + text.length
      const below = position === found.length - 1 ? lines[index + 1] : undefined
      const own = languageLevel(bare.text.slice(start, end))
      const level =
        own ?? (below && findLanguages(below.text).length === 0 ? languageLevel(below.text) : null)
      const slice = { start: bare.start + start, end: bare.start + Math.min(end, start + 120) }
      book.add(
        'language',
        slice,
        `/languages/${book.next('languages')}`,
        level ? `${language.tag}:${level}` : language.tag,
      )
    })
  })
}
