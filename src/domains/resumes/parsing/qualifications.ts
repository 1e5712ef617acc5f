import { findDates } from './dates.ts'
import { degreeLevel, namesInstitution } from './degrees.ts'
import { parseEducation } from './education.ts'
import type { FactBook } from './fact-book.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { parseCertificates } from './lists.ts'
import { looksLikeDate } from './looks.ts'

/** Which lines tell of studies: a degree and a school on one line or on lines that follow each other. */
function studyLines(lines: readonly Line[], isEducation: boolean): boolean[] {
  const school = lines.map((line) => namesInstitution(line.text) && !isProse(line.text))
  // Under "Education" what is dated above a school is a study, whatever it is called.
  const degree = lines.map(
    (line, index) =>
      !isProse(line.text) &&
      (degreeLevel(line.text) !== null || (isEducation && !school[index] && findDates(line.text).length > 0)),
  )
  const date = lines.map((line) => looksLikeDate(withoutBullet(line).text))
  const marked = lines.map((_, index) => Boolean(degree[index] && school[index]))
  lines.forEach((_, index) => {
    if (marked[index] || !(degree[index] || school[index])) return
    for (const other of [index + 1, date[index + 1] ? index + 2 : index + 1]) {
      if (other >= lines.length || marked[other]) continue
      const pair = (degree[index] && school[other]) || (school[index] && degree[other])
      if (pair) for (let at = index; at <= other; at++) marked[at] = true
    }
  })
  lines.forEach((line, index) => {
    if (date[index] && marked[index - 1]) marked[index] = true
    // A period and a place above a study that names none.
    const next = lines[index + 1]
    const above = findDates(line.text).length > 0 && line.text.length < 60 && !marked[index]
    if (above && next && marked[index + 1] && findDates(next.text).length === 0) marked[index] = true
  })
  return marked
}

/** Reads a section where degrees and certificates stand together. */
export function parseQualifications(book: FactBook, lines: readonly Line[], isEducation = false): void {
  const marked = studyLines(lines, isEducation)
  const of = (wanted: boolean) => lines.filter((_, index) => marked[index] === wanted)
  const studies = of(true)
  if (studies.length > 0) parseEducation(book, studies)
  parseCertificates(book, of(false))
}
