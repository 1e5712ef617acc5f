import type { Posting } from './schema.ts'

const typeWords: Record<Posting['employmentType'][number], string> = {
  FULL_TIME: 'full-time',
  PART_TIME: 'part-time',
  CONTRACTOR: 'contract',
  TEMPORARY: 'temporary',
  INTERN: 'internship',
  VOLUNTEER: 'volunteer',
  PER_DIEM: 'per diem',
  OTHER: 'other',
}
const workplaceWords: Record<Posting['workplaceType'], string> = {
  remote: 'remote',
  hybrid: 'hybrid',
  onsite: 'on-site',
  unknown: '',
}
const unitWords = { HOUR: 'hour', DAY: 'day', WEEK: 'week', MONTH: 'month', YEAR: 'year' }

function plain(value: string): string {
  return value.toLowerCase().replace(/[\s\u2010-\u2015-]+/g, ' ')
}

function salaryWords(salary: NonNullable<Posting['baseSalary']>): string {
  const format = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  const { minValue, maxValue } = salary
  if (minValue === null && maxValue === null) return salary.raw
  const bounds = [...new Set([minValue, maxValue].filter((value) => value !== null).map(format))].join(' - ')
  const open = minValue === null ? 'up to ' : maxValue === null ? 'from ' : ''
  const unit = salary.unitText ? ` per ${unitWords[salary.unitText]}` : ''
  return `${open}${bounds}${salary.currency ? ` ${salary.currency}` : ''}${unit}`
}

function placeWords(place: Posting['jobLocation'][number]): string {
  const parts = [place.addressLocality, place.addressRegion, place.addressCountry].filter(
    (part) => part !== null,
  )
  return place.raw || parts.join(', ')
}

/** The description already gives the salary when it holds one of its figures in any spelling. */
function saysSalary(text: string, salary: NonNullable<Posting['baseSalary']>): boolean {
  const figures = [salary.minValue, salary.maxValue].filter((value) => value !== null)
  const digits = text.replace(/(?<=\d)[.,'\s\u00a0](?=\d{3})/g, '')
  return (
    figures.length > 0 &&
    figures.every((value) => new RegExp(`(?<!\\d)(?:${value}|${value / 1000}\\s?k)(?!\\d)`, 'i').test(digits))
  )
}

function header(posting: Posting): string[] {
  const text = plain(posting.descriptionText)
  const unsaid = (words: string) => words !== '' && !text.includes(plain(words))
  const places = posting.jobLocation.map(placeWords).filter(unsaid)
  const applicants = posting.applicantLocationRequirements.map((place) => place.raw).filter(unsaid)
  const workplace = workplaceWords[posting.workplaceType]
  const types = posting.employmentType.filter((type) => type !== 'OTHER').map((type) => typeWords[type])
  const lines: [string, string][] = [
    ['', unsaid(posting.title) ? posting.title : ''],
    ['Company', unsaid(posting.hiringOrganization.name) ? posting.hiringOrganization.name : ''],
    ['Location', places.join('; ')],
    ['Workplace', unsaid(workplace) ? workplace : ''],
    ['Applicants from', applicants.join('; ')],
    ['Employment type', types.filter(unsaid).join(', ')],
    [
      'Salary',
      posting.baseSalary && !saysSalary(text, posting.baseSalary) ? salaryWords(posting.baseSalary) : '',
    ],
  ]
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => (label ? `${label}: ${value}` : value))
}

/**
 * What matching reads: the structured values that the description doesn't already say, then the description
 * word for word; pasted text alone. Requirement spans index this text.
 */
export function postingText(posting: Posting): string {
  const { source } = posting.identifier
  if (source === 'text') return posting.descriptionText
  return [header(posting).join('\n'), posting.descriptionText].filter((part) => part !== '').join('\n\n')
}
