import type { Span } from '../../resumes/schema.ts'
import { overlaps, wordsOf, type Word } from './words.ts'

const SMALL: Record<string, number> = {}
const words = (list: string, from: number, step = 1) =>
  list.split(' ').forEach((word, index) => (SMALL[word] = from + index * step))
words(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
  0,
)
words('eighteen nineteen', 18)
words('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10)
words(
  'zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
  2,
)
words('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig', 20, 10)

const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1_000,
  hundreds: 100,
  thousands: 1_000,
  dozens: 12,
  million: 1e6,
  millions: 1e6,
  billion: 1e9,
  hundert: 100,
  tausend: 1_000,
  millionen: 1e6,
  dozen: 12,
  dutzend: 12,
  decade: 10,
  decades: 10,
  jahrzehnt: 10,
  jahrzehnte: 10,
}
const MULTIPLES: Record<string, number> = {
  doubled: 2,
  doubling: 2,
  twice: 2,
  twofold: 2,
  verdoppelt: 2,
  tripled: 3,
  tripling: 3,
  threefold: 3,
  verdreifacht: 3,
  quadrupled: 4,
  halved: 0.5,
  halving: 0.5,
  halbiert: 0.5,
}

/** "twenty-five" */
function hyphenated(folded: string): number | null {
  const [tens, unit, more] = folded.split('-').map((part) => SMALL[part])
  if (tens === undefined || unit === undefined || more !== undefined) return null
  return tens >= 20 && tens % 10 === 0 && unit < 10 ? tens + unit : null
}

/** "fünfundzwanzig" */
function german(folded: string): number | null {
  const parts = /^(ein|zwei|drei|vier|funf|sechs|sieben|acht|neun)und(\w+zig|dreissig)$/.exec(folded)
  if (!parts) return null
  const unit = parts[1] === 'ein' ? 1 : SMALL[parts[1] ?? '']
  const tens = SMALL[parts[2] ?? '']
  return tens !== undefined && unit !== undefined ? tens + unit : null
}

/** A number word as a number; null for any other word. */
function valueOf(folded: string): number | null {
  return SMALL[folded] ?? hyphenated(folded) ?? german(folded)
}

/** "one of the", "this one", "no one": a pronoun, not a count. */
function isPronoun(run: Word[], before: Word | undefined, after: Word | undefined): boolean {
  if (run.length > 1 || run[0]?.folded !== 'one') return false
  if (
    before &&
    /^(?:no|any|every|some|each|this|that|the|which|another|only|first|last)$/.test(before.folded)
  )
    return true
  return (
    !after ||
    /^(?:of|another|that|which|who|can|could|is|would|day|thing|and|or|in|on|to)$/.test(after.folded)
  )
}

/** Adds up a run like ["two", "hundred", "and", "fifty", "thousand"]. */
function total(run: Word[]): number {
  let sum = 0
  let current = 0
  for (const { folded } of run) {
    const scale = SCALES[folded]
    if (scale === undefined) {
      current += valueOf(folded) ?? 0
    } else if (scale === 100) {
      current = (current || 1) * 100
    } else {
      sum += (current || 1) * scale
      current = 0
    }
  }
  return sum + current
}

const isNumberWord = (word: Word) => valueOf(word.folded) !== null || SCALES[word.folded] !== undefined

/** Whether the word at `at` goes on with the number before it: "two hundred and fifty". */
function continues(text: string, all: Word[], at: number): boolean {
  const word = all[at]
  const before = all[at - 1]
  if (!word || !before) return false
  const next = all[at + 1]
  if (word.folded === 'and')
    return SCALES[before.folded] !== undefined && next !== undefined && isNumberWord(next)
  return isNumberWord(word) && !/[,;.]/.test(text.slice(before.span[1], word.span[0]))
}

interface FoundNumber {
  span: Span
  value: number
  /** "doubled", "threefold". */
  multiple: boolean
}

/** The "four" of "four-person"; "one-off" counts nothing. */
function leadingNumber({ folded, span }: Word): FoundNumber | null {
  const [first = '', ...rest] = folded.split('-')
  const value = rest.length > 0 && valueOf(folded) === null ? valueOf(first) : null
  return value !== null && value > 1
    ? { span: [span[0], span[0] + first.length], value, multiple: false }
    : null
}

const FRACTION =
  /\b(?:(?<count>a|one|two|three)\s+(?<part>third|quarter)s?|half)(?=\s+(?:of|the|our|my|all)\b)/giu

/** "half of", "a third of", "three quarters of". */
function findFractions(text: string): FoundNumber[] {
  return Array.from(text.matchAll(FRACTION), (match) => {
    const { count = '', part } = match.groups ?? {}
    const share = (SMALL[count.toLowerCase()] ?? 1) / (part?.toLowerCase() === 'third' ? 3 : 4)
    return { span: [match.index, match.index + match[0].length], value: part ? share : 0.5, multiple: false }
  })
}

/** Numbers written as words, English and German. */
export function findNumberWords(text: string): FoundNumber[] {
  const all = wordsOf(text)
  const fractions = findFractions(text)
  const found: FoundNumber[] = []
  for (let at = 0; at < all.length; at++) {
    const word = all[at]
    if (!word) continue
    const multiple = MULTIPLES[word.folded]
    if (multiple !== undefined) found.push({ span: word.span, value: multiple, multiple: true })
    const leading = leadingNumber(word)
    if (leading) found.push(leading)
    if (!isNumberWord(word)) continue
    let next = at + 1
    while (continues(text, all, next)) next += 1
    const run = all.slice(at, next)
    if (!isPronoun(run, all[at - 1], all[next])) {
      found.push({
        span: [word.span[0], run.at(-1)?.span[1] ?? word.span[1]],
        value: total(run),
        multiple: false,
      })
    }
    at = next - 1
  }
  return [
    ...fractions,
    ...found.filter(({ span }) => !fractions.some((fraction) => overlaps(fraction.span, span))),
  ]
}
