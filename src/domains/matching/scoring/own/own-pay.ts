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

/** The most the posting pays; null when it states nothing that can be relied on. */
function offer({ baseSalary: pay }: Posting): { value: number; currency: string | null; unit: Unit } | null {
  if (!pay || pay.suspect !== null || pay.estimated) return null
  const value = pay.maxValue ?? pay.minValue
  if (value === null) return null
  const unit = pay.unitText ?? (value >= 10_000 ? 'YEAR' : null)
  return unit === null ? null : { value, currency: pay.currency, unit }
}

/** Whether the pay reaches what the person wants at least; null when they named none. */
export function judgePay(wanted: MinSalary | null, posting: Posting): Judgement | null {
  if (!wanted) return null
  const least = `You want at least ${amount(wanted.value, wanted.currency, wanted.unit)}`
  const paid = offer(posting)
  if (!paid) return { result: 'unknown', reason: `${least}; the posting states no pay to compare.` }
  const same = wanted.currency === null ? ALIKE.has(paid.currency ?? '') : paid.currency === wanted.currency
  const words = amount(paid.value, paid.currency, paid.unit)
  if (!same)
    return { result: 'unknown', reason: `${least}; this one pays ${words}, which cannot be compared.` }
  const reaches =
    paid.unit === wanted.unit
      ? paid.value >= wanted.value
      : paid.value * perYear[paid.unit] >= wanted.value * perYear[wanted.unit]
  return reaches
    ? { result: 'pass', reason: `${least}, and this one pays up to ${words}.` }
    : { result: 'fail', reason: `${least}; this one pays at most ${words}.` }
}
