import { employmentTypes } from './employment-type.ts'
import { readHead, type TextHead } from './text-head.ts'
import { organizationInText } from './organization-in-text.ts'
import { salaryFromText, type Salary } from './salary.ts'
import { salaryInText } from './salary-in-text.ts'
import type { Posting } from './schema.ts'
import { isLabelled, labelled, type Label } from './text-labels.ts'
import { workplaceOf } from './workplace.ts'

/** What the first lines and labels of plain text say; null or empty for what they don't. */
export interface TextGuesses {
  title: string | null
  organization: string | null
  location: string | null
  workplace: string | null
  employmentType: Posting['employmentType']
  salary: Salary | null
  url: string | null
}

function figured(salary: Salary | null): Salary | null {
  const top = salary?.maxValue ?? salary?.minValue ?? null
  // "Grade 2.1 to 2.4" and "Band 6" are steps of a scale.
  const isPay =
    salary && top !== null && (salary.currency !== null || salary.unitText !== null || top >= 1_000)
  return isPay ? salary : null
}

function workplaceLine(named: Map<Label, string>, location: string | null, head: TextHead): string | null {
  const spoken = [named.get('workplace'), location, ...head.around, titleWords(head)]
  return spoken.find((line) => workplaceOf(line) !== 'unknown') ?? null
}

/** The title's line; of an advertisement that is one paragraph, only the title. */
function titleWords({ line, title }: TextHead): string | null {
  return line !== null && line.length > 120 ? title : line
}

/** Guesses from plain text; labels win over the position of lines, and those over prose. */
export function guessFromText(plain: string): TextGuesses {
  const lines = plain.split('\n').map((line) => line.replace(/^#+\s*/, '').trim())
  const filled = lines.filter(Boolean)
  const named = labelled(filled)
  const head = readHead(lines, named.get('title') ?? null)
  const location = named.get('location') ?? head.location
  // A line that is more than the title may say who announces it.
  const isTitle = (line: string) =>
    line === head.line &&
    !/\b(?:is|are) (?:now |currently )?(?:hiring|looking|seeking|recruiting)\b/i.test(line)
  const prose = filled.filter((line) => !isTitle(line) && !isLabelled(line))
  return {
    title: head.title,
    organization: named.get('organization') ?? head.organization ?? organizationInText(prose),
    location,
    workplace: workplaceLine(named, location, head),
    employmentType: employmentTypes(named.get('employment') ?? head.around),
    salary: figured(salaryFromText(named.get('salary'))) ?? salaryInText(plain),
    url: /https?:\/\/\S+/.exec(named.get('url') ?? '')?.[0] ?? null,
  }
}
