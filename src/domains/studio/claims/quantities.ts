import type { Span } from '../../resumes/schema.ts'
import { postingSays } from './credentials.ts'
import type { IndexedFact } from './fact-index.ts'
import { derivedDuration } from './durations.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import { findNumbers, type NumberMention } from './numbers.ts'
import { inside, isFunctionWord, quote, stem, wordsOf } from './words.ts'

const MONTHS =
  'jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|mrz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?'
const MONTH_START = ['ja', 'fe', 'm[aär]*r', 'ap', 'ma[yi]', 'jun', 'jul', 'au', 'se', 'o', 'no', 'd']
const DATE = new RegExp(
  String.raw`(?:(?<name>\b(?:${MONTHS})\b\.?)\s+(?:of\s+)?|(?<month>0?[1-9]|1[0-2])[/.](?=\p{Nd}{4}(?!\p{Nd})))?(?<![\p{Nd}.,])(?<year>\p{Nd}{4})(?:-(?<after>0[1-9]|1[0-2]))?(?![\p{Nd}%]|[.,]\p{Nd})`,
  'giu',
)

interface CalendarDate {
  span: Span
  text: string
  year: number
  month: number | null
}

function monthOf(name: string): number | null {
  const at = MONTH_START.findIndex((start) => new RegExp(`^${start}`, 'iu').test(name))
  return at < 0 ? null : at + 1
}

export function findDates(text: string): CalendarDate[] {
  return Array.from(text.matchAll(DATE)).flatMap((match): CalendarDate[] => {
    const { name, month, year, after } = match.groups ?? {}
    const number = findNumbers(year ?? '')[0]?.value ?? 0
    if (number < 1930 || number > 2100) return []
    const monthNumber = name ? monthOf(name) : month || after ? Number(month ?? after) : null
    return [
      {
        span: [match.index, match.index + match[0].length],
        text: match[0],
        year: number,
        month: monthNumber,
      },
    ]
  })
}

const START_CUE =
  /\b(?:since|from|starting|started(?: \p{L}+)? in|joined(?: \p{L}+){0,4} in|seit|ab|von)\s+(?:\p{L}+ )?$/iu
const END_CUE =
  /(?:\b(?:until|till|to|through|ended in|left(?: \p{L}+){0,4} in|bis)\s+(?:\p{L}+ )?|[–—-]\s?)$/iu

function matchesValue(value: string | null, date: CalendarDate): boolean {
  const match = /^(\d{4})(?:-(\d{2}))?/.exec(value ?? '')
  if (!match || Number(match[1]) !== date.year) return false
  return date.month === null || Number(match[2]) === date.month
}

/** "since 2019" must be a start, of something that still goes on. */
function fitsCue(fact: IndexedFact, before: string, context: CheckContext): boolean {
  const { kind } = fact.fact
  if (kind !== 'start_date' && kind !== 'end_date') return true
  if (START_CUE.test(before)) {
    if (kind !== 'start_date') return false
    const since = /\b(?:since|seit)\s+(?:\p{L}+ )?$/iu.test(before)
    return !since || fact.entries.some((key) => context.index.entries.get(key)?.period?.end === null)
  }
  return !END_CUE.test(before) || kind === 'end_date'
}

function statesDate(fact: IndexedFact, date: CalendarDate): boolean {
  if (fact.fact.kind === 'start_date' || fact.fact.kind === 'end_date')
    return matchesValue(fact.fact.value, date)
  return findDates(fact.fact.text).some(
    (own) => own.year === date.year && (date.month === null || own.month === date.month),
  )
}

function dateMention(view: SentenceView, context: CheckContext, date: CalendarDate): Mention {
  const before = view.text.slice(0, date.span[0])
  const facts = context.index.facts.filter((fact) => statesDate(fact, date) && fitsCue(fact, before, context))
  return {
    kind: 'date',
    span: date.span,
    text: date.text,
    facts,
    free: postingSays(view, context, date.span, date.text),
    reason: `The date ${quote(date.text)} is in no fact of your résumé that fits here.`,
  }
}

interface Surroundings {
  /** The counted thing, when it follows at once: "12 engineers". */
  counted: string | null
  before: string[]
  after: string[]
}

function surroundings(text: string, span: Span): Surroundings {
  const words = wordsOf(text)
  const following = words.filter((word) => word.span[0] >= span[1])
  const first = following[0]
  const gap = first ? text.slice(span[1], first.span[0]) : ''
  const counted =
    first && /^[\s-]+$/.test(gap) && !isFunctionWord(first.folded) && !/^\p{N}/u.test(first.text)
      ? stem(first.folded)
      : null
  const content = (list: typeof words) =>
    list.filter((word) => !isFunctionWord(word.folded)).map((word) => stem(word.folded))
  return {
    counted,
    before: content(words.filter((word) => word.span[1] <= span[0])).slice(-4),
    after: content(following).slice(0, 4),
  }
}

/** The same number counts only beside the same thing: a number from anywhere in the résumé proves nothing. */
function sameContext(claim: Surroundings, own: Surroundings): boolean {
  if (claim.counted !== null) {
    if (own.after.slice(0, 3).includes(claim.counted)) return true
    if (own.counted !== null) return false
  }
  const near = new Set([...own.before, ...own.after])
  return (
    [...claim.before, ...claim.after].some((word) => near.has(word)) ||
    claim.before.length + claim.after.length === 0
  )
}

function states(fact: IndexedFact, number: NumberMention, claim: Surroundings): boolean {
  if (fact.fact.kind === 'start_date' || fact.fact.kind === 'end_date') return false
  return fact.numbers.some((own) => {
    const same = own.value === number.value && own.kind === number.kind && own.currency === number.currency
    if (!same || (number.atLeast && !own.atLeast)) return false
    return sameContext(claim, surroundings(fact.fact.text, own.span))
  })
}

function numberMention(view: SentenceView, context: CheckContext, number: NumberMention): Mention {
  const claim = surroundings(view.text, number.span)
  const facts = context.index.facts.filter((fact) => states(fact, number, claim))
  const isDuration = number.kind === 'year' || number.kind === 'month'
  const words = claim.counted && !isDuration ? `${number.text} ${claim.counted}` : number.text
  return {
    kind: isDuration ? 'duration' : 'number',
    span: number.span,
    text: number.text,
    value: number.value,
    facts: facts.length === 0 && isDuration ? derivedDuration(view, context, number) : facts,
    free: postingSays(view, context, number.span, number.text),
    reason: isDuration
      ? `The dates of your résumé don't add up to ${quote(number.text)} here.`
      : `The number in ${quote(words)} is in no fact of your résumé that says the same.`,
  }
}

/** Dates, durations and all other numbers. `known` are the spans of names that carry their own digits. */
export function findQuantities(view: SentenceView, context: CheckContext, known: Span[]): Mention[] {
  const dates = findDates(view.text).filter(({ span }) => !known.some((name) => inside(span, name)))
  const numbers = findNumbers(view.text).filter(
    ({ span }) =>
      ![...known, ...dates.map((date) => date.span)].some(
        (other) => span[0] >= other[0] && span[0] < other[1],
      ),
  )
  return [
    ...dates.map((date) => dateMention(view, context, date)),
    ...numbers.map((number) => numberMention(view, context, number)),
  ]
}
