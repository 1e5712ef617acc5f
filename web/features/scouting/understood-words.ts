import type { Understood } from '../../../src/domains/scouting/schema.ts'
import { languageName, money } from '../../lib/format.ts'
import { unitWords } from '../postings/posting-words.ts'

export interface UnderstoodLine {
  label: string
  words: string
  /** Something that rules postings out, or that had no meaning. */
  kind: 'wanted' | 'unwanted' | 'unread'
}

type EmploymentType = Understood['employmentTypes'][number]
type Where = Understood['where'][number]

const employmentWords: Record<EmploymentType, string> = {
  FULL_TIME: 'full time',
  PART_TIME: 'part time',
  CONTRACTOR: 'freelance or contract',
  TEMPORARY: 'temporary',
  INTERN: 'internship',
  VOLUNTEER: 'voluntary',
  PER_DIEM: 'by the day',
  OTHER: 'other',
}
const workplaceWords = { remote: 'remote', hybrid: 'hybrid', onsite: 'on site' } as const

const either = new Intl.ListFormat('en', { type: 'disjunction' })

function whereWords({ workplaceTypes, place }: Where): string {
  const how = either.format(workplaceTypes.map((type) => workplaceWords[type]))
  if (!place) return how || 'anywhere'
  return how ? `${how} in ${place.raw}` : place.raw
}

function salaryWords({ value, currency, unit }: NonNullable<Understood['minSalary']>): string {
  return `${money(value, currency)} ${unitWords[unit]}`
}

/** What a sentence was read as, a line for each thing; what was not understood comes last. */
export function understoodLines(understood: Understood): UnderstoodLine[] {
  const { titles, where, minSalary, employmentTypes, excludedEmploymentTypes, seniority } = understood
  const { languages, exclude, unread } = understood
  const unwanted = [...exclude, ...excludedEmploymentTypes.map((type) => employmentWords[type])]
  const lines: UnderstoodLine[] = [
    { label: 'Job', words: either.format(titles), kind: 'wanted' },
    { label: 'Level', words: seniority ?? '', kind: 'wanted' },
    { label: 'Where', words: where.map(whereWords).join('; or '), kind: 'wanted' },
    { label: 'At least', words: minSalary ? salaryWords(minSalary) : '', kind: 'wanted' },
    {
      label: 'Kind of work',
      words: either.format(employmentTypes.map((type) => employmentWords[type])),
      kind: 'wanted',
    },
    { label: 'Languages', words: either.format(languages.map(languageName)), kind: 'wanted' },
    { label: 'Not wanted', words: unwanted.join(', '), kind: 'unwanted' },
    { label: 'Not understood', words: unread.map((part) => `“${part}”`).join(', '), kind: 'unread' },
  ]
  return lines.filter(({ words }) => words !== '')
}
