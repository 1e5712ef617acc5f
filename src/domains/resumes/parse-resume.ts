import type { LineMark } from './extract-text.ts'
import { isContactLine, parseContact } from './parsing/contact.ts'
import { degreeLevel, namesInstitution } from './parsing/degrees.ts'
import { parseEducation } from './parsing/education.ts'
import { FactBook } from './parsing/fact-book.ts'
import { dayFirstMonth, findDates, isDayFirst } from './parsing/dates.ts'
import { toJsonResume } from './parsing/json-resume.ts'
import { detectLanguage } from './parsing/detect-language.ts'
import { isProse, toLines, withoutBullet, type Line } from './parsing/lines.ts'
import {
  parseCertificates,
  parseInterests,
  parseProjects,
  parseTitled,
  parseVolunteer,
} from './parsing/lists.ts'
import { parseHeadline, parseName } from './parsing/names.ts'
import { isPermit, parsePermits } from './parsing/permits.ts'
import { titleScore } from './parsing/titles.ts'
import { toSections, type Section } from './parsing/sections.ts'
import { parseLanguages } from './parsing/languages.ts'
import { parseQualifications } from './parsing/qualifications.ts'
import { parseSkills, spokenIn, within } from './parsing/skills.ts'
import { parseWork } from './parsing/work.ts'
import { cleanText } from './reading/clean-text.ts'
import type { ParsedResume } from './schema.ts'

/** Raised whenever the same text would give other facts. */
export const PARSER_VERSION = '1'

const MAX_TEXT = 200_000

export interface ParseOptions {
  /** YYYY-MM-DD; kept for dates that only make sense in relation to the day of reading. */
  today: string
  /** What the page said about the lines of the text, where it is known. */
  marks?: readonly LineMark[]
}

/** "Career summary" is for some a list of their jobs. */
function listsJobs(lines: readonly Line[]): boolean {
  const jobs = lines.filter(
    (line) =>
      !isProse(line.text) &&
      findDates(line.text).some((date) => date.range) &&
      line.text.split(/\t| {2,}|,|\s[|–—]\s/).some((part) => titleScore(part) > 0),
  )
  return jobs.length >= 2 && jobs.length >= lines.length / 4
}

function addSummary(book: FactBook, lines: readonly Line[]): void {
  for (const line of lines) {
    const bare = withoutBullet(line)
    if (isContactLine(bare.text) && !isProse(bare.text)) continue
    book.addText('summary', { start: bare.start, end: bare.end }, '/basics/summary')
  }
}

/** What a section of an unknown name tells of: jobs or studies with their periods; null for neither. */
function told(lines: readonly Line[]): 'work' | 'education' | null {
  const plain = lines.filter((line) => !isProse(line.text) && line.bullet === 0)
  const periods = plain.filter((line) => findDates(line.text).some((date) => date.range || date.open))
  const studies = plain.filter((line) => degreeLevel(line.text) !== null || namesInstitution(line.text))
  if (studies.length > 1 && studies.length >= periods.length) return 'education'
  const titles = plain.filter((line) =>
    line.text.split(/\t| {2,}|,|\s[|–—]\s/).some((part) => titleScore(part) > 0),
  )
  return periods.length > 0 && titles.length > 0 ? 'work' : null
}

/** Text of a section of an unknown name: lists are taken as skills, sentences before the jobs as a summary. */
function parseOther(book: FactBook, section: Section, isEarly: boolean): void {
  const lines = section.lines.filter((line) => !isPermit(line.text))
  const isList = (line: Line) => {
    const items = withoutBullet(line)
      .text.replace(/^[^:]{2,40}:\s/, '')
      .split(/[,;|•·\t]/)
    return (
      items.every((item) => item.trim().length <= 50) &&
      (items.length >= 3 || !isProse(line.text)) &&
      findDates(line.text).length === 0
    )
  }
  const kind = told(lines)
  if (kind === 'work') return void parseWork(book, section.lines)
  if (kind === 'education') return parseEducation(book, section.lines)
  const listed = lines.filter(isList)
  const spoken = lines.flatMap((line) =>
    spokenIn(book, withoutBullet(line)).map((slice) => within(book, line, slice)),
  )
  if (listed.length > 0 && listed.length >= lines.length * 0.6) parseSkills(book, listed)
  else if (spoken.length > 0) parseLanguages(book, spoken)
  else if (isEarly)
    addSummary(
      book,
      lines.filter((line) => isProse(line.text)),
    )
}

/** Sections that hold degrees beside certificates: "Education & Certifications". */
const alsoCertificates =
  /training|development|credential|certific|qualif|course|licen|weiterbildung|fortbildung|zertifi|certificats|cursos|corsi|cursus/i

const parsers: Partial<Record<Section['kind'], (book: FactBook, section: Section) => void>> = {
  summary: (book, { lines }) => (listsJobs(lines) ? void parseWork(book, lines) : addSummary(book, lines)),
  work: (book, { lines }) => void parseWork(book, lines),
  education: (book, { lines, title }) =>
    alsoCertificates.test(title) ? parseQualifications(book, lines, true) : parseEducation(book, lines),
  skills: (book, { lines }) => parseSkills(book, lines),
  languages: (book, { lines }) => parseLanguages(book, lines),
  certificates: (book, { lines }) => parseQualifications(book, lines),
  licences: (book, { lines }) => parseCertificates(book, lines, 'licence'),
  projects: (book, { lines }) => parseProjects(book, lines),
  publications: (book, { lines }) => parseTitled(book, lines, 'publication'),
  awards: (book, { lines }) => parseTitled(book, lines, 'award'),
  volunteer: (book, { lines }) => parseVolunteer(book, lines),
  interests: (book, { lines }) => parseInterests(book, lines),
}

/** The head's own text: jobs when no section holds any, a summary when it is prose. */
function parseHeader(book: FactBook, lines: readonly Line[]): void {
  const has = (list: string) => book.facts.some((fact) => fact.path.startsWith(`/${list}/`))
  const used = (line: Line) =>
    book.facts.some((fact) => fact.span[0] >= line.start && fact.span[1] <= line.end)
  const free = lines.filter((line) => !used(line) && !isContactLine(line.text))
  const isStudy = (line: Line) =>
    degreeLevel(line.text) !== null && namesInstitution(line.text) && !isProse(line.text)
  if (!has('education')) parseEducation(book, free.filter(isStudy))
  const rest = free.filter((line) => !isStudy(line))
  const dated = rest.findIndex(
    (line) => !isProse(line.text) && findDates(line.text).some((date) => date.range || date.open),
  )
  if (!has('work') && dated >= 0) {
    const from = rest.slice(0, dated).findLastIndex((line) => line.blankBefore || isProse(line.text))
    parseWork(book, rest.slice(Math.max(0, from)))
    return
  }
  for (const line of rest) {
    if (isProse(line.text) && line.text.length > 60)
      book.addText('summary', { start: line.start, end: line.end }, '/basics/summary')
  }
}

/** "03/04/2019" is settled by the whole document: by its other dates, its language, the country of its phone. */
function settleDayOrder(book: FactBook, inLanguage: string | null): void {
  const dates = book.facts.filter((fact) => fact.kind === 'start_date' || fact.kind === 'end_date')
  const phone = book.facts.find((fact) => fact.kind === 'phone')?.text ?? ''
  const abroad = /^(?:\+|00)(?!1[^\d]?\d{3})/.test(phone) || /^0\d/.test(phone)
  const usual = (inLanguage !== null && inLanguage !== 'en') || abroad
  if (
    !isDayFirst(
      dates.map((fact) => fact.text),
      usual,
    )
  )
    return
  for (const fact of dates) fact.value = dayFirstMonth(fact.text) ?? fact.value
}

const personal = new Set<Section['kind']>(['header', 'contact', 'authorization', 'availability'])
const permitSections = new Set<Section['kind']>([
  ...personal,
  'summary',
  'skills',
  'other',
  'licences',
  'certificates',
  'languages',
  'interests',
  'ignored',
])

/**
 * Reads a résumé's text: deterministic, never throws, invents nothing. Every fact equals its slice of the
 * returned text, and the JSON Resume is made of facts alone.
 */
export function parseResume(source: string, options: ParseOptions): ParsedResume {
  const text = cleanText(source).slice(0, MAX_TEXT)
  const book = new FactBook(text)
  const lines = toLines(text, options.marks)
  const sections = toSections(lines)
  const header = sections.filter((section) => section.kind === 'header').flatMap((section) => section.lines)
  const head = sections.filter((section) => personal.has(section.kind)).flatMap((section) => section.lines)
  parseContact(book, head, lines)
  const contact = sections.filter((section) => section.kind === 'contact').flatMap((section) => section.lines)
  const nameLine = parseName(book, [...header.slice(0, 14), ...contact.slice(0, 8)])
  parseHeadline(book, header, nameLine)
  const firstJob = sections.findIndex((section) => section.kind === 'work')
  sections.forEach((section, index) => {
    // "Selected engagements" are jobs where nothing else tells of any.
    if (section.kind === 'volunteer' && firstJob < 0 && listsJobs(section.lines))
      parseWork(book, section.lines)
    else parsers[section.kind]?.(book, section)
    if (section.kind === 'other') parseOther(book, section, index < firstJob)
  })
  parseHeader(book, header)
  parsePermits(
    book,
    sections.filter((section) => permitSections.has(section.kind)).flatMap((section) => section.lines),
  )
  const inLanguage = detectLanguage(text)
  settleDayOrder(book, inLanguage)
  return { text, facts: book.facts, jsonResume: toJsonResume(book.facts), inLanguage }
}
