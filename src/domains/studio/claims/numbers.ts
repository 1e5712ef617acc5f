import type { Span } from '../../resumes/schema.ts'
import { fold, overlaps } from './words.ts'
import { findNumberWords } from './number-words.ts'

export type NumberKind = 'plain' | 'percent' | 'money' | 'multiple' | 'ordinal' | 'year' | 'month'

/** A quantity in a text, in whatever digits or words it is written. */
export interface NumberMention {
  span: Span
  text: string
  value: number
  /** `year` and `month` are durations; a calendar year is a plain number. */
  kind: NumberKind
  /** ISO 4217 or the sign; only for money. */
  currency: string | null
  /** "more than 5", "5+". */
  atLeast: boolean
}

/** Blocks of decimal digits start at xxx0 or xxx6 (Unicode, category Nd). */
function digitValue(char: string): number {
  const normal = char.normalize('NFKC')
  if (/^[0-9]$/.test(normal)) return Number(normal)
  const code = char.codePointAt(0) ?? 0
  const low = code & 0xf
  return /\p{Nd}/u.test(String.fromCodePoint(code - low)) ? low : low - 6
}

const FRACTION = /^(\d+)\u2044(\d+)$/

function parseDigits(raw: string): number {
  const ascii = Array.from(raw, (char) =>
    /\p{Nd}/u.test(char) ? String(digitValue(char)) : char.normalize('NFKC'),
  ).join('')
  const fraction = FRACTION.exec(ascii)
  if (fraction) return Number(fraction[1]) / Number(fraction[2])
  const compact = ascii.replace(/[\s'’_\u066c]/g, '').replace(/\u066b/g, '.')
  const separators = compact.match(/[.,]/g) ?? []
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','))
  if (last < 0) return Number(compact)
  const decimals = compact.length - last - 1
  // Three digits after a single kind of separator are thousands, here as in the résumé: both sides read alike.
  const thousands = decimals === 3 && new Set(separators).size === 1
  if (thousands || (separators.length > 1 && new Set(separators).size === 1))
    return Number(compact.replace(/[.,]/g, ''))
  return Number(`${compact.slice(0, last).replace(/[.,]/g, '')}.${compact.slice(last + 1)}`)
}

const NUMERAL =
  /[\p{Nd}\p{No}\p{Nl}]+(?:[.,'’\u066b\u066c]\p{Nd}+|[\u00a0\u2009\u202f ]\p{Nd}{3}(?!\p{Nd}))*/gu

const SCALE: [RegExp, number][] = [
  [/^\s?(?:k|tsd\.?)(?![\p{L}\p{N}])|^\s(?:thousand|tausend)(?!\p{L})/iu, 1e3],
  [/^(?:mm|m|mn)(?![\p{L}\p{N}])|^\s?(?:mio\.?|million(?:s|en)?)(?!\p{L})/iu, 1e6],
  [/^\s?(?:bn|b|billion(?:s)?|mrd\.?|milliarden?)(?![\p{L}\p{N}])/iu, 1e9],
]
const CURRENCY_WORD: [RegExp, string][] = [
  [/^\s?(?:\$|usd|us-dollar|(?:u\.?s\.? )?dollars?)(?!\p{L})/iu, 'USD'],
  [/^\s?(?:€|eur|euros?)(?!\p{L})/iu, 'EUR'],
  [/^\s?(?:£|gbp|pounds?(?: sterling)?)(?!\p{L})/iu, 'GBP'],
  [/^\s?(?:chf|francs?|franken)(?!\p{L})/iu, 'CHF'],
  [/^\s?(?:¥|jpy|yen)(?!\p{L})/iu, 'JPY'],
  [/^\s?(?:₹|inr|rupees?)(?!\p{L})/iu, 'INR'],
]
const CURRENCY_BEFORE: [RegExp, string][] = [
  [/(?:\$|usd)\s?$/iu, 'USD'],
  [/(?:€|eur)\s?$/iu, 'EUR'],
  [/(?:£|gbp)\s?$/iu, 'GBP'],
  [/chf\s?$/iu, 'CHF'],
  [/(?:¥|jpy)\s?$/iu, 'JPY'],
  [/(?:₹|inr)\s?$/iu, 'INR'],
]
const AT_LEAST =
  /(?:\bover|\bmore than|\bat least|\babove|\bupwards of|\bexceeding|>|>=|≥|\büber|\bmehr als|\bmindestens)\s*(?:[$€£¥₹]|usd |eur |gbp |chf )?\s?$/iu

interface Unit {
  kind: NumberKind
  currency: string | null
  length: number
}

function unitAfter(before: string, after: string): Unit {
  const percent = /^\s?(?:%|٪|percent(?:age points?)?\b|per cent\b|pct\b|prozent(?:punkte)?\b)/iu.exec(after)
  if (percent) return { kind: 'percent', currency: null, length: percent[0].length }
  for (const [pattern, currency] of CURRENCY_WORD) {
    const match = pattern.exec(after)
    if (match) return { kind: 'money', currency, length: match[0].length }
  }
  for (const [pattern, currency] of CURRENCY_BEFORE) {
    if (pattern.test(before)) return { kind: 'money', currency, length: 0 }
  }
  const years = /^(?:\s?\+)?[\s-]*(?:full |volle[nr]? )?(?:years?|yrs?|jahre?n?)\b/iu.exec(after)
  if (years) return { kind: 'year', currency: null, length: years[0].length }
  const months = /^(?:\s?\+)?[\s-]*(?:months?|monate?n?)\b/iu.exec(after)
  if (months) return { kind: 'month', currency: null, length: months[0].length }
  const times = /^(?:x|×)(?![\p{L}\p{N}])|^[\s-]?(?:times|fold)\b/iu.exec(after)
  if (times) return { kind: 'multiple', currency: null, length: times[0].length }
  if (/^(?:st|nd|rd|th)\b/i.test(after)) return { kind: 'ordinal', currency: null, length: 2 }
  return { kind: 'plain', currency: null, length: 0 }
}

/** Reads what stands around a bare number: scale, unit, "more than". */
function complete(text: string, span: Span, bare: number): NumberMention {
  const before = text.slice(Math.max(0, span[0] - 24), span[0])
  let end = span[1]
  let value = bare
  for (const [pattern, factor] of SCALE) {
    const match = pattern.exec(text.slice(end))
    if (!match) continue
    value *= factor
    end += match[0].length
    break
  }
  const plus = /^\s?\+/.exec(text.slice(end))
  const decade = /(?:decades?|jahrzehnte?)$/iu.test(text.slice(span[0], end))
  const unit: Unit = decade ? { kind: 'year', currency: null, length: 0 } : unitAfter(before, text.slice(end))
  const stop = end + Math.max(unit.length, plus?.[0].length ?? 0)
  return {
    span: [span[0], stop],
    text: text.slice(span[0], stop),
    value: Number(value.toPrecision(12)),
    kind: unit.kind,
    currency: unit.currency,
    atLeast: plus !== null || AT_LEAST.test(before),
  }
}

/** "10–15 %" and "$2-3m": the unit after the second number belongs to both. */
function shareUnits(text: string, mentions: NumberMention[]): NumberMention[] {
  return mentions.map((mention, at) => {
    const next = mentions[at + 1]
    if (!next || mention.kind !== 'plain' || next.kind === 'plain') return mention
    const between = fold(text.slice(mention.span[1], next.span[0]))
    return /^\s?(?:-|–|—|to|bis)\s?$/.test(between)
      ? { ...mention, kind: next.kind, currency: next.currency }
      : mention
  })
}

/** Every quantity in the text, in order: digits of any script, with separators, and number words. */
export function findNumbers(text: string): NumberMention[] {
  const digits = Array.from(text.matchAll(NUMERAL), (match) =>
    complete(text, [match.index, match.index + match[0].length], parseDigits(match[0])),
  )
  const words = findNumberWords(text)
    .map(({ span, value, multiple }) => ({
      ...complete(text, span, value),
      ...(multiple ? { kind: 'multiple' as const } : {}),
    }))
    .filter((word) => !digits.some((digit) => overlaps(digit.span, word.span)))
  return shareUnits(
    text,
    [...digits, ...words].toSorted((a, b) => a.span[0] - b.span[0]),
  )
}
