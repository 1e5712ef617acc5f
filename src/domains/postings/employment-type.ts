import type { Posting } from './schema.ts'
import { list, text } from './json-values.ts'

type EmploymentType = Posting['employmentType'][number]

const patterns: [EmploymentType, RegExp][] = [
  ['FULL_TIME', /full[ _-]?(?:time|or[ _-]part)|vollzeit|temps plein|tiempo completo|^full$/],
  [
    'PART_TIME',
    /part[ _-]?time|or[ _-]part[ _-]time|teilzeit|temps partiel|mini[ _-]?job|neben ?job|^side\b|^part$/,
  ],
  ['CONTRACTOR', /contractor|freelanc|(?<!permanent )\bcontract\b|\b1099\b|self[ _-]employed|\bc2c\b/],
  ['TEMPORARY', /tempor|fixed[ _-]?term|befristet|seasonal|\btemp\b/],
  ['INTERN', /\bintern(?:ship)?s?\b|prakti[kc]|trainee|werkstudent|working[ _-]student/],
  ['VOLUNTEER', /volunt|ehrenamt/],
  ['PER_DIEM', /per[ _-]?diem/],
  ['OTHER', /^other$/],
]

/** Every type that a source's words name; words that name none (regular, permanent) say nothing. */
export function employmentTypes(...values: unknown[]): EmploymentType[] {
  const words = values
    .flatMap((value) => list(value))
    .map((value) =>
      text(value).toLowerCase().replaceAll('fulltime', 'full time').replaceAll('parttime', 'part time'),
    )
    .filter((value) => value !== '' && value.length < 200)
  return patterns.filter(([, pattern]) => words.some((word) => matches(pattern, word))).map(([type]) => type)
}

function matches(pattern: RegExp, word: string): boolean {
  // Underscores count as letters for \b, and sources write contract_full_time.
  return pattern.test(word) || pattern.test(word.replaceAll('_', ' '))
}
