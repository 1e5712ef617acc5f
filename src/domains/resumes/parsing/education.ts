import { toAtoms, type Atom } from './atoms.ts'
import { degreeLevel, fieldStart, gradePattern, namesInstitution, studyWords } from './degrees.ts'
import { groupEntries, type Entry } from './entries.ts'
import type { FactBook, Slice } from './fact-book.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { organisationScore } from './titles.ts'
import { addPeriod, isAddressOnly } from './work.ts'

interface Study {
  degree: Atom | null
  institution: Atom | null
  field: Atom | null
  rest: Atom[]
}

const courseLabel =
  /^(?:relevant\s+)?(?:coursework|courses|modules|subjects|schwerpunkte?|kurse|cours|asignaturas|vakken|corsi)\b[^:]{0,20}:\s*/i

function pick(all: Atom[]): Study {
  const atoms = all.some((atom) => degreeLevel(atom.text) !== null) ? all : all.flatMap(splitUnknown)
  const free = atoms.filter((atom) => !atom.place && !gradeOnly(atom.text))
  const school = (atom: Atom) => namesInstitution(atom.text) || atom.organisation > 0
  const degree =
    free.find(
      (atom) =>
        degreeLevel(atom.text) !== null &&
        !(
          namesInstitution(atom.text) &&
          /university|college|universit|hochschule/i.test(atom.text) &&
          free.some((other) => other !== atom && degreeLevel(other.text) !== null)
        ),
    ) ?? null
  const institution =
    free.find((atom) => atom !== degree && school(atom) && atom.before !== 'paren') ??
    (degree && namesInstitution(degree.text) && free.length === 1 ? null : firstUnknown(free, degree))
  const fields = free.filter((atom) => atom !== degree && atom !== institution && canBeField(atom))
  const field =
    fields.find((atom) => atom.before !== 'paren') ??
    fields.find((atom) => studyWords.test(atom.text)) ??
    null
  return {
    degree,
    institution,
    field,
    rest: free.filter((atom) => atom !== degree && atom !== institution && atom !== field),
  }
}

/**
 * "A University, Computer Engineering", "Abitur, Humboldt-Gymnasium": what was studied and where in one phrase.
 * "University of X, Town" stays whole.
 */
function splitSchool(atom: Atom): Atom[] {
  if (atom.place) return [atom]
  for (const match of atom.text.matchAll(/,\s+|\s+(?:from|at|an der|am|à|en la|alla|aan de)\s+/giu)) {
    const [head, rest] = [atom.text.slice(0, match.index), atom.text.slice(match.index + match[0].length)]
    const [schoolFirst, schoolLast] = [namesInstitution(head), namesInstitution(rest)]
    const other = schoolFirst ? rest : head
    const degreeFirst = degreeLevel(head) !== null && !studyWords.test(rest)
    const apart =
      schoolFirst !== schoolLast
        ? degreeLevel(other) !== null || studyWords.test(other)
        : !schoolFirst && degreeFirst
    const isComma = match[0].trim() === ','
    if (!apart || (!isComma && !(degreeFirst && namesInstitution(rest.split(',')[0] ?? '')))) continue
    const second = {
      ...atom,
      organisation: organisationScore(rest),
      start: atom.start + match.index + match[0].length,
      text: rest,
      before: 'comma' as const,
    }
    return [
      { ...atom, organisation: organisationScore(head), end: atom.start + match.index, text: head },
      ...splitSchool(second),
    ]
  }
  const grade =
    /,?\s+(?:(?:mit|with)\s+\d|note\b|gpa\b|grade\b|2:[12]\b|first[- ]class|upper second|lower second|second class|merit\b|distinction\b|(?:in|im|en|on)$).*$/i.exec(
      atom.text,
    )
  return grade ? [{ ...atom, end: atom.start + grade.index, text: atom.text.slice(0, grade.index) }] : [atom]
}

/** "Higher Grades, Bearsden Academy" where nothing else names a degree: what was reached, then where. */
function splitUnknown(atom: Atom): Atom[] {
  const comma = atom.place ? null : /^([^,]{3,60}),\s+/.exec(atom.text)
  const [whole, head] = comma ?? []
  if (!whole || !head || namesInstitution(head) || organisationScore(head) > 0) return [atom]
  const rest = atom.text.slice(whole.length)
  if (!namesInstitution(rest)) return [atom]
  return [
    { ...atom, text: head, end: atom.start + head.length, organisation: 0 },
    {
      ...atom,
      text: rest,
      start: atom.start + whole.length,
      before: 'comma',
      organisation: organisationScore(rest),
    },
  ]
}

function canBeField(atom: Atom): boolean {
  if (isProse(atom.text) || atom.text.length >= 60 || !/^\p{L}/u.test(atom.text)) return false
  return !/^(?:hons?|honou?rs|with honou?rs|cum laude)\.?$/i.test(atom.text)
}

/** Without a word that says so, a name on a line of its own is the school. */
function firstUnknown(free: Atom[], degree: Atom | null): Atom | null {
  const others = free.filter((atom) => atom !== degree && !isProse(atom.text))
  return (
    others.find((atom) => degree !== null && atom.line !== degree.line) ??
    others.find((atom) => atom.before !== 'paren') ??
    null
  )
}

function gradeOnly(text: string): boolean {
  const match = gradePattern.exec(text)
  return /^(?:with|mit|scored?)\s+\d/i.test(text) || (match !== null && match[0].length > text.length * 0.6)
}

/** Adds degree and field out of "BSc Computer Science", "Bachelor of Arts in History", "Ausbildung zum Koch". */
function addDegree(book: FactBook, path: string, slice: Slice, field: Atom | null): void {
  const text = book.slice(slice)
  const level = degreeLevel(text)
  const split = fieldStart(text)
  if (split && !namesInstitution(text.slice(split.fieldStart))) {
    book.add('degree', { start: slice.start, end: slice.start + split.degreeEnd }, `${path}/studyType`, level)
    const end = text.slice(split.fieldStart).search(/\s+[|–—]\s+|\s*\(|\s*,\s*(?=GPA|minor)/i)
    book.add(
      'field',
      {
        start: slice.start + split.fieldStart,
        end: end > 0 ? slice.start + split.fieldStart + end : slice.end,
      },
      `${path}/area`,
    )
    return
  }
  book.add('degree', slice, `${path}/studyType`, level)
  if (field) book.add('field', field, `${path}/area`)
}

function addGrade(book: FactBook, path: string, lines: readonly Line[]): void {
  for (const line of lines) {
    const match = gradePattern.exec(line.text)
    const grade = match?.[1] ?? match?.[2]
    if (!match || !grade) continue
    const start = line.start + match.index + match[0].lastIndexOf(grade)
    book.add('grade', { start, end: start + grade.length }, `${path}/score`)
    return
  }
}

function addCourses(book: FactBook, path: string, items: readonly (readonly Line[])[]): void {
  let number = 0
  for (const item of items) {
    const [first, last] = [item[0], item.at(-1)]
    if (!first || !last || gradeOnly(first.text) || isAddressOnly(first)) continue
    const skip = courseLabel.exec(first.text)?.[0].length ?? 0
    if (book.addText('highlight', { start: first.start + skip, end: last.end }, `${path}/courses/${number}`))
      number++
  }
}

/** An entry whose head holds several courses of study, line by line: "BSc …, A University" twice without dates. */
function unfold(entry: Entry): Entry[] {
  if (entry.head.length < 2) return [entry]
  const full = entry.head.map(({ line }) => degreeLevel(line.text) !== null && namesInstitution(line.text))
  if (full.filter(Boolean).length < 2) return [entry]
  const parts: Entry[] = []
  entry.head.forEach((head, index) => {
    const last = parts.at(-1)
    if (full[index] || !last) parts.push({ head: [head], body: [] })
    else last.head.push(head)
  })
  parts.at(-1)?.body.push(...entry.body)
  return parts
}

/** Universities whose campus is part of the name. */
const manyCampuses =
  /\b(?:State University|University of \p{Lu}[\p{L} ]+|University System|Institute of Technology)$/u

/** "Lycée Vauban, Brest": the school without its town. */
function withoutTown(atom: Atom): Slice {
  const found = /^([^,]{6,}),\s+\p{Lu}[\p{L}'’.-]+(?:[ -]\p{Lu}[\p{L}'’.-]+)?$/u.exec(atom.text)
  const school = found?.[1]
  if (!school || !namesInstitution(school) || manyCampuses.test(school)) return atom
  const rest = atom.text.slice(school.length)
  if (namesInstitution(rest) || studyWords.test(rest) || organisationScore(rest) > 0) return atom
  return { start: atom.start, end: atom.start + school.length }
}

/** Finds the studies of a section: institution, degree, field, period, grade. */
export function parseEducation(book: FactBook, lines: readonly Line[]): void {
  const bare = lines.some((line) => line.bullet === 0) ? lines : lines.map(withoutBullet)
  const unbulleted = bare.map((line) =>
    line.bullet > 0 && degreeLevel(line.text) !== null && namesInstitution(line.text)
      ? withoutBullet(line)
      : line,
  )
  for (const entry of groupEntries(unbulleted, { loneDates: true }).flatMap(unfold)) {
    const { degree, institution, field } = pick(
      toAtoms(book, entry.head, { towns: false }).flatMap((atom) => splitSchool(atom)),
    )
    if (!degree && !institution) continue
    const path = `/education/${book.next('education')}`
    if (institution) book.add('institution', withoutTown(institution), `${path}/institution`)
    if (degree) addDegree(book, path, degree, field)
    else if (field) book.add('field', field, `${path}/area`)
    addPeriod(book, path, entry)
    addGrade(book, path, [...entry.head.map(({ line }) => line), ...entry.body.flat()])
    addCourses(book, path, entry.body)
  }
}
