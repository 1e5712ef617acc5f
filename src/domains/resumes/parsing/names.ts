import type { FactBook, Slice } from './fact-book.ts'
import { findDates } from './dates.ts'
import { headingKind } from './headings.ts'
import { isProse, type Line } from './lines.ts'
import { isContactLine } from './contact.ts'
import { looksLikePlace } from './looks.ts'
import { organisationScore, titleScore } from './titles.ts'

const documentWords =
  /^(?:curriculum\s+vit(?:ae|æ)|c\.?v\.?|r[eé]sum[eé]|lebenslauf|bewerbung|hoja de vida|currículum(?: vitae)?|curriculo|levensloop|europass|personal (?:information|details|data)|persönliche daten|informations personnelles|datos personales)\b[\s:–—-]*(?:(?:of|von|de|di|for)\s+)?/i
const nameLabel =
  /^(?:(?:full\s+)?name|vor- und nachname|nom|nom et prénom|nombre|nombre y apellidos|naam|nome|nome e cognome)\s*[:\t]\s*/i
const postNominals =
  /(?:,\s*|\s+[-–—|]\s+|\s+(?=(?:RN|BSN|MSN|MD|PhD|CPA|PMP|LPN|CNA|MBA|PE|Esq|DDS|DO|NP|PA-C|EdD|JD|ACCA|FCA)\b))(?:(?:RN|BSN|MSN|MD|Ph\.?D\.?|CPA|PMP|LPN|CNA|MBA|P\.?E\.?|Esq\.?|DDS|DO|NP|FNP|PA-C|EdD|JD|ACCA|FCA|CEng|MSc|BSc|MA|BA|MEd|QTS|CFA|SHRM-CP|PHR|he\/him|she\/her|they\/them)\b\.?[,\s/]*)+$|\s*\((?:he|she|they)[^)]*\)$/u
const lettersAfter =
  /,\s*(?:[A-Z]{2,6}|[A-Z][a-z]{0,3}[A-Z]{1,4}(?:[A-Za-z]{0,3})?)(?:[,\s]+(?:[A-Z]{2,6}|[A-Z][a-z]{0,3}[A-Z]{1,4}))*\s*$/u
const particles =
  /^(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|y|e|'t|af|av|mac|mc|st\.?|dr\.?|prof\.?|mr\.?|mrs\.?|ms\.?|miss|dipl\.-ing\.|ing\.|jr\.?|sr\.?|ii|iii|iv)$/i
const nameWord = /^\p{Lu}[\p{L}'’´`.-]*$/u

/** Whether a phrase has the form of a person's name. */
function isNameShaped(text: string): boolean {
  const words = text
    .replace(/["“”'(][\p{L} ]+["“”')]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean)
  if (words.length < 1 || words.length > 6 || /[\d@|:;/]/.test(text)) return false
  if (!words.every((word) => nameWord.test(word.replace(/,$/, '')) || particles.test(word))) return false
  return words.some((word) => word.length > 1)
}

interface Candidate {
  slice: Slice
  score: number
}

function emailTokens(book: FactBook): string[] {
  const email = book.facts.find((fact) => fact.kind === 'email')?.text.split('@')[0] ?? ''
  return email
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((token) => token.length > 2)
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function matchesEmail(text: string, tokens: string[]): boolean {
  const words = plain(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2)
  return words.some((word) =>
    tokens.some((token) => token.includes(word) || (word.includes(token) && token.length > 3)),
  )
}

/** The part of a line that may be a name: without "Name:", the document's own name, letters after the name. */
function nameSlice(line: Line): Slice {
  let start = 0
  start += documentWords.exec(line.text)?.[0].length ?? 0
  start += nameLabel.exec(line.text.slice(start))?.[0].length ?? 0
  const rest = line.text.slice(start)
  const cell = /\t| {3,}|\s[|•·–—]\s/.exec(rest)?.index ?? rest.length
  const letters = postNominals.exec(rest.slice(0, cell)) ?? lettersAfter.exec(rest.slice(0, cell))
  return { start: line.start + start, end: line.start + start + (letters ? letters.index : cell) }
}

function scoreName(line: Line, text: string, position: number, tokens: string[]): number {
  const words = text.split(/\s+/)
  let score = 4 - position * 0.5
  if (nameLabel.test(line.text)) score += 8
  if (matchesEmail(text, tokens)) score += 4
  if (line.scale >= 1.2) score += Math.min(6, (line.scale - 1) * 5)
  if (words.length === 1) score -= line.scale >= 1.4 || matchesEmail(text, tokens) ? 2 : 6
  if (words.length > 4) score -= 1
  if (line.bullet > 0) score -= 4
  if (titleScore(text) > 0) score -= 4
  if (organisationScore(text) > 0) score -= 3
  if (looksLikePlace(text)) score -= 4
  return score
}

/** A name set large over two lines is one name. */
function joined(lines: readonly Line[], index: number): Slice | null {
  const [first, second] = [lines[index], lines[index + 1]]
  if (!first || !second || first.scale < 1.4 || Math.abs(first.scale - second.scale) > 0.05) return null
  const both = [first, second].every(
    (line) =>
      line.text.split(/\s+/).length <= 2 && isNameShaped(line.text) && headingKind(line.text) === null,
  )
  return both && titleScore(second.text) <= 0 ? { start: first.start, end: second.end } : null
}

/** A name set large in small letters, as the address for mail writes it too. */
const isSmallName = (line: Line, text: string, tokens: string[]) =>
  line.scale >= 1.4 && /^\p{Ll}+(?: \p{Ll}+){1,2}$/u.test(text) && matchesEmail(text, tokens)

/** Finds the person's name among the first lines (and large ones elsewhere); adds nothing when unsure. */
export function parseName(book: FactBook, head: readonly Line[]): Line | null {
  const tokens = emailTokens(book)
  let best: (Candidate & { line: Line }) | null = null
  head.forEach((line, index) => {
    const pair = joined(head, index)
    const slice = pair ?? nameSlice(line)
    const text = book.slice(slice).trim().replace(/\s+/g, ' ')
    const labelled = nameLabel.test(line.text) && /^\p{L}[\p{L} .'’-]{2,50}$/u.test(text)
    if (
      !(labelled || isNameShaped(text) || isSmallName(line, text, tokens)) ||
      headingKind(text) !== null ||
      isProse(text)
    )
      return
    const score = scoreName(line, text, Math.min(index, 10), tokens)
    if (score > 1 && (!best || score > best.score)) best = { slice, score, line }
  })
  const found: (Candidate & { line: Line }) | null = best
  if (!found) return null
  const { slice, line } = found as Candidate & { line: Line }
  book.add('name', book.trim(slice, /[\s,|•·–—:-]/u), '/basics/name')
  return line
}

/** A line of a headline and ways to reach someone falls into its parts; one of titles alone stays whole. */
function headlineCells(text: string): string[] {
  const bars = text.split(/(\t| {3,}|\s*[|•·]\s*)/)
  const mixed = bars.some((cell) => isContactLine(cell) || looksLikePlace(cell))
  return mixed ? bars : text.split(/(\t| {3,})/)
}

/** The line below the name that says what the person does. */
export function parseHeadline(book: FactBook, head: readonly Line[], nameLine: Line | null): void {
  const name = book.facts.find((fact) => fact.kind === 'name')
  const from = nameLine ? head.indexOf(nameLine) : -1
  const lines = head.slice(Math.max(0, from), from + 6)
  for (const [index, line] of lines.slice(0, 5).entries()) {
    // A title with its dates is a job already.
    if ([line, lines[index + 1]].some((each) => each && findDates(each.text).some((date) => date.range)))
      continue
    const after = name && line === nameLine ? name.span[1] - line.start : 0
    // Letters after the name are no headline.
    const letters = after > 0 && (postNominals.test(line.text) || lettersAfter.test(line.text))
    const found = findHeadline(line, letters ? line.text.length : after)
    if (found) {
      book.add('headline', found, '/basics/label')
      return
    }
  }
}

function findHeadline(line: Line, from: number): Slice | null {
  let offset = from
  for (const cell of headlineCells(line.text.slice(from))) {
    const text = cell.trim().replace(/^[|•·,–—\s-]+/, '')
    if (isHeadline(text)) {
      const start = line.start + offset + cell.indexOf(text)
      return { start, end: start + text.length }
    }
    offset += cell.length
  }
  return null
}

function isHeadline(text: string): boolean {
  if (text.length < 3 || text.length > 110 || titleScore(text.split(/\s*[|•·/]\s*/)[0] ?? '') <= 0)
    return false
  return !isContactLine(text) && !isProse(text) && headingKind(text) === null
}
