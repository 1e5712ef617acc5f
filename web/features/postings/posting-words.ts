import type { Posting } from '../../../src/domains/postings/schema.ts'

type Salary = NonNullable<Posting['baseSalary']>

const workplaces: Record<string, string> = { remote: 'Remote', hybrid: 'Hybrid', onsite: 'On site' }

/** Where the work is done, or null when the posting doesn't say. */
export function workplaceWords(type: string): string | null {
  return workplaces[type] ?? null
}

/** “Leeds, UK +2 · Hybrid”, in parts for a line; what the place says already isn't said again. */
export function whereWords(places: readonly string[], workplaceType: string): string[] {
  const [place = ''] = places
  const more = places.length > 1 ? ` +${places.length - 1}` : ''
  const workplace = workplaceWords(workplaceType)
  const said = workplace !== null && place.toLowerCase().includes(workplace.toLowerCase())
  return [place && place + more, said ? null : workplace].filter((part): part is string => Boolean(part))
}

const employment: Record<Posting['employmentType'][number], string> = {
  FULL_TIME: 'Full time',
  PART_TIME: 'Part time',
  CONTRACTOR: 'Contractor',
  TEMPORARY: 'Temporary',
  INTERN: 'Internship',
  VOLUNTEER: 'Volunteer',
  PER_DIEM: 'By the day',
  OTHER: 'Other',
}

export function employmentWords(types: Posting['employmentType']): string {
  return types.map((type) => employment[type]).join(', ')
}

/** For how long a salary is paid. */
export const unitWords: Record<NonNullable<Salary['unitText']>, string> = {
  HOUR: 'an hour',
  DAY: 'a day',
  WEEK: 'a week',
  MONTH: 'a month',
  YEAR: 'a year',
}

/** “€70,000–85,000 a year”; the posting's own words where the figures were not understood. */
export function salaryWords(salary: Salary): string {
  const { minValue, maxValue, unitText, currency } = salary
  const format = moneyFormat(currency, [minValue, maxValue])
  const figures =
    minValue !== null && maxValue !== null
      ? minValue === maxValue
        ? format.format(minValue)
        : format.formatRange(minValue, maxValue)
      : minValue !== null
        ? `from ${format.format(minValue)}`
        : maxValue !== null
          ? `up to ${format.format(maxValue)}`
          : null
  if (figures === null) return salary.raw
  const words = unitText ? `${figures} ${unitWords[unitText]}` : figures
  return salary.estimated ? `${words} (estimated)` : words
}

const formats = new Map<string, Intl.NumberFormat>()

/** Made once each: a format is dear to make, and a list asks for one per row. */
function moneyFormat(currency: string | null, values: (number | null)[]): Intl.NumberFormat {
  const digits = values.every((value) => value === null || Number.isInteger(value)) ? 0 : 2
  const known = currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null
  const key = `${known} ${digits}`
  const format =
    formats.get(key) ??
    new Intl.NumberFormat('en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(known ? { style: 'currency', currency: known, currencyDisplay: 'narrowSymbol' } : {}),
    })
  formats.set(key, format)
  return format
}

const origins: Record<string, string> = {
  fetched: 'Fetched from its address',
  pasted: 'Pasted',
  file: 'Read from a file',
  by_hand: 'Typed by hand',
}

/** How the original came here. */
export function originWords(origin: string): string {
  return origins[origin] ?? 'Received'
}
