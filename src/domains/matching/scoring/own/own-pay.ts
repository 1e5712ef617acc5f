import type { Posting } from '../../../postings/schema.ts'
import type { Understood } from '../../../scouting/schema.ts'
import type { Judgement } from './judgement.ts'

type MinSalary = NonNullable<Understood['minSalary']>
type Unit = MinSalary['unit']

const perYear: Record<Unit, number> = { HOUR: 2080, DAY: 260, WEEK: 52, MONTH: 12, YEAR: 1 }
const unitWords: Record<Unit, string> = {
  HOUR: 'an hour',
  DAY: 'a day',
  WEEK: 'a week',
  MONTH: 'a month',
  YEAR: 'a year',
}
/** A figure without a currency means much the same in any of these. */
const ALIKE = new Set(['EUR', 'USD', 'GBP', 'CHF'])

function amount(value: number, currency: string | null, unit: Unit): string {
  const figure = value.toLocaleString('en', { maximumFractionDigits: 2 })
  return `${currency ? `${currency} ` : ''}${figure} ${unitWords[unit]}`
}

interface Offer {
  value: number
  currency: string | null
  unit: Unit
  /** Said as "from": it may be more. */
  open: boolean
}

/** The most the posting pays; null when it states nothing that can be relied on. */
function offer({ baseSalary: pay }: Posting): Offer | null {
  if (!pay || pay.suspect !== null || pay.estimated) return null
  const value = pay.maxValue ?? pay.minValue
  if (value === null) return null
  const unit = pay.unitText ?? (value >= 10_000 ? 'YEAR' : null)
  return unit === null ? null : { value, currency: pay.currency, unit, open: pay.maxValue === null }
}

/** What an hour of part-time work pays can't be told from its month or year. */
function isComparable(wanted: MinSalary, paid: Offer, { employmentType: types }: Posting): boolean {
  const inCurrency =
    wanted.currency === null ? ALIKE.has(paid.currency ?? '') : paid.currency === wanted.currency
  const isPartTime = types.includes('PART_TIME') && !types.includes('FULL_TIME')
  const isPart = isPartTime && (wanted.unit === 'HOUR') !== (paid.unit === 'HOUR')
  return inCurrency && !isPart
}

function reaches(wanted: MinSalary, paid: Offer): boolean {
  if (paid.unit === wanted.unit) return paid.value >= wanted.value
  return paid.value * perYear[paid.unit] >= wanted.value * perYear[wanted.unit]
}

/** Whether the pay reaches what the person wants at least; null when they named none. */
export function judgePay(wanted: MinSalary | null, posting: Posting): Judgement | null {
  if (!wanted) return null
  const least = `You want at least ${amount(wanted.value, wanted.currency, wanted.unit)}`
  const paid = offer(posting)
  if (!paid) return { result: 'unknown', reason: `${least}; the posting states no pay to compare.` }
  const words = amount(paid.value, paid.currency, paid.unit)
  if (!isComparable(wanted, paid, posting))
    return { result: 'unknown', reason: `${least}; this one pays ${words}, which cannot be compared.` }
  if (reaches(wanted, paid))
    return { result: 'pass', reason: `${least}, and this one pays ${paid.open ? '' : 'up to '}${words}.` }
  return paid.open
    ? { result: 'unknown', reason: `${least}; this one pays from ${words}, and does not say how much more.` }
    : { result: 'fail', reason: `${least}; this one pays at most ${words}.` }
}
