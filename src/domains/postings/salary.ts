import type { Posting } from './schema.ts'
import { text } from './json-values.ts'

export type Salary = NonNullable<Posting['baseSalary']>
type Unit = Salary['unitText']

const symbols: [RegExp, string][] = [
  [/\b(?:C|CA)\$/i, 'CAD'],
  [/\b(?:A|AU)\$/i, 'AUD'],
  [/\bNZ\$/i, 'NZD'],
  [/\bS\$/i, 'SGD'],
  [/\bHK\$/i, 'HKD'],
  [/\bR\$/i, 'BRL'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£/, 'GBP'],
  [/₹/, 'INR'],
  [/¥/, 'JPY'],
  [/zł/i, 'PLN'],
  [/₪/, 'ILS'],
  [/\bFr\.\s?\d/, 'CHF'],
  [/\$/, 'USD'],
]
const CODES =
  /\b(USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|INR|JPY|CNY|SGD|HKD|BRL|MXN|ZAR|ILS|AED|TRY|KRW|NGN|KES|PHP|THB|IDR|MYR|VND|UAH|ARS|CLP|COP)\b/i

/** A number in any of the world's spellings: 185,500 · 4.500,00 · 31,2k · 45 000 · 75.00 */
export function parseAmount(written: string): number | null {
  const match = /(\d[\d.,' \u00a0\u202f]*\d|\d)\s*(k|m(?:illion)?)?\b/i.exec(written.trim())
  if (!match) return null
  const digits = (match[1] ?? '').replace(/[' \u00a0\u202f]/g, '')
  const unit = (match[2] ?? '').toLowerCase()
  const value = Number(normalSeparators(digits, unit !== ''))
  if (!Number.isFinite(value)) return null
  const scale = unit === 'k' ? 1000 : unit.startsWith('m') ? 1_000_000 : 1
  return Math.round(value * scale * 100) / 100
}

function normalSeparators(digits: string, scaled: boolean): string {
  const comma = digits.lastIndexOf(',')
  const dot = digits.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) {
    return comma > dot ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '')
  }
  const separator = comma >= 0 ? ',' : '.'
  const parts = digits.split(separator)
  // Groups of three are thousands ("185,500", "4.500"), anything else is a decimal; "31,250k" would be silly.
  const grouped = parts.length > 1 && parts.slice(1).every((part) => part.length === 3) && !scaled
  return grouped
    ? parts.join('')
    : parts.slice(0, -1).join('') + (parts.length > 1 ? '.' : '') + (parts.at(-1) ?? '')
}

export function currencyOf(written: string): string | null {
  const code = CODES.exec(written)?.[1]
  if (code) return code.toUpperCase()
  return symbols.find(([pattern]) => pattern.test(written))?.[1] ?? null
}

const units: [NonNullable<Unit>, RegExp][] = [
  ['HOUR', /\b(?:per|an|\/)?\s*(?:hour|hourly|hr|hrs|stunde|std)\b|\/\s*h\b|\bph\b|^h$/i],
  ['DAY', /\b(?:day|daily|per diem|tag)\b|^pd$/i],
  ['WEEK', /(?<!bi-?)(?<!two )\bweek(?:ly)?\b|\bwoche\b/i],
  ['MONTH', /\bmonth(?:ly)?\b|\bmonat\b|\bmtl\b|\/\s*mo\b|^pm$/i],
  ['YEAR', /\b(?:year|yearly|annual|annually|annum|yr|jahr|p\.?a)\b|\/\s*y\b/i],
]

/** HOUR … YEAR as any source spells it ("hourly", "1 YEAR", "per annum", "/ hour"). */
export function unitOf(written: unknown): Unit {
  const words = text(written).replaceAll('_', ' ')
  return units.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

function suspicion(salary: Omit<Salary, 'suspect'>): string | null {
  const { minValue, maxValue, unitText, raw } = salary
  if (/\bOTE\b|on[- ]target earnings|incl(?:uding|\.)? commission/i.test(raw))
    return 'on-target earnings, not base pay'
  if (minValue !== null && maxValue !== null && minValue > maxValue)
    return 'the lower figure is above the upper one'
  const top = maxValue ?? minValue
  if (top === null) return null
  if (unitText === 'YEAR' && top < 1000) return 'a yearly figure under 1,000; thousands may be meant'
  if (unitText === 'HOUR' && top > 2000) return 'an hourly figure above 2,000; another period may be meant'
  if (unitText === 'HOUR' && top < 1) return 'an hourly figure under 1'
  return null
}

export interface SalaryParts {
  min?: unknown
  max?: unknown
  currency?: unknown
  unit?: unknown
  raw?: string
  estimated?: boolean
}

/** Salary from separate fields. 0, '' and null are unknown; null when neither bound is known. */
export function salaryOf(parts: SalaryParts): Salary | null {
  const minValue = bound(parts.min)
  const maxValue = bound(parts.max)
  if (minValue === null && maxValue === null) return null
  const currency =
    currencyOf(text(parts.currency)) ??
    (/^[A-Za-z]{3}$/.test(text(parts.currency)) ? text(parts.currency).toUpperCase() : null)
  const unitText = unitOf(parts.unit)
  const spoken = [
    currency,
    [...new Set([parts.min, parts.max].map(text).filter(Boolean))].join(' - '),
    text(parts.unit),
  ]
  const raw = parts.raw ?? spoken.filter(Boolean).join(' ')
  const salary = { currency, minValue, maxValue, unitText, raw, estimated: parts.estimated ?? false }
  return { ...salary, suspect: suspicion(salary) }
}

function bound(value: unknown): number | null {
  const number = typeof value === 'number' ? value : parseAmount(text(value))
  return number === null || !Number.isFinite(number) || number <= 0 ? null : number
}

const AMOUNT = /(?:(?:[A-Z]{1,2})?[$€£₹¥₪]\s?)?\d[\d.,' \u00a0\u202f]*(?:\s?(?:k|m|million)\b)?/gi

/** The figures of a salary text: a range, "up to", "from", or one figure. */
function figures(written: string): { min: number | null; max: number | null } {
  const range = new RegExp(
    `(${AMOUNT.source})[^\\d]{0,12}?(?:-|–|—|\\bto\\b|\\bbis\\b|\\band\\b|\\bund\\b|à)[^\\d]{0,8}?(${AMOUNT.source})`,
    'i',
  ).exec(written)
  if (range) {
    const upper = parseAmount(range[2] ?? '')
    const lower = parseAmount(range[1] ?? '')
    // "140-170k": the k belongs to both.
    const shared = /k\b/i.test(range[2] ?? '') && !/k\b/i.test(range[1] ?? '') && (lower ?? 0) < 1000
    return { min: lower !== null && shared ? lower * 1000 : lower, max: upper }
  }
  const amount = parseAmount(AMOUNT_ONCE.exec(written)?.[0] ?? '')
  if (/\b(?:up to|max(?:imum)?|bis zu)\b/i.test(written)) return { min: null, max: amount }
  if (/\b(?:from|starting|min(?:imum)?|ab|at least)\b|\d\s*k?\s*\+/i.test(written))
    return { min: amount, max: null }
  return { min: amount, max: amount }
}
const AMOUNT_ONCE = new RegExp(AMOUNT.source, 'i')

/** Salary from words ("$31,2k- $52k", "45000-55000 EUR", "Pay per task"); the words stay as raw. */
export function salaryFromText(
  written: unknown,
  known: { currency?: string | null; unit?: unknown } = {},
): Salary | null {
  const raw = text(written).slice(0, 500)
  if (!raw || /^(?:0|n\/?a|none|null|-|competitive|negotiable)$/i.test(raw)) return null
  const { min, max } = figures(raw)
  const currency = currencyOf(raw) ?? known.currency ?? null
  const minValue = min === null || min <= 0 ? null : min
  const maxValue = max === null || max <= 0 ? null : max
  const unitText = unitOf(raw) ?? unitOf(known.unit)
  const salary = { currency, minValue, maxValue, unitText, raw, estimated: false }
  return { ...salary, suspect: suspicion(salary) }
}
