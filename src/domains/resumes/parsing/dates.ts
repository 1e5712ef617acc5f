import { monthNumbers, monthPattern } from './months.ts'

/** A point in time as written, with its ISO form (YYYY or YYYY-MM). */
export interface DatePoint {
  start: number
  end: number
  value: string
}

/** One mention of a period in a line; offsets within that line. */
export interface DateMention {
  start: number
  end: number
  from: DatePoint | null
  /** `present` as value while it goes on. */
  to: DatePoint | null
  /** True for "2019 – 2021", false for a lone date. */
  range: boolean
  /** True for "since 2020" and "2020 –": it goes on, without a word that says so. */
  open: boolean
}

const year = '(?:19[5-9]\\d|20[0-4]\\d)'
const shortYear = "['’‘`´]\\d{2}"
const season =
  '(?:early|mid|late|spring|summer|fall|autumn|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate|autunno|inverno|lente|zomer|herfst|q[1-4])'
const present =
  "(?:present(?:ly)?|today|date|to\\s+date|till\\s+date|now|current(?:ly)?|ongoing|heute|aktuell|jetzt|gegenwärtig|derzeit|laufend|dato|présent|present|aujourd['’]hui|à\\s+ce\\s+jour|ce\\s+jour|actuel(?:lement)?|en\\s+cours|la\\s+actualidad|actualidad|actual(?:mente)?|presente|el\\s+presente|hoy|heden|nu|vandaag|oggi|attuale|attualmente|in\\s+corso|atual(?:mente)?|o\\s+momento|obecnie|nuvarande|nå)"
const point = [
  `(?:(?<![.,/])\\d{1,2}(?:st|nd|rd|th|\\.)? +)?(?:${monthPattern})[.,]{0,2}\\s*(?:\\d{1,2}(?:st|nd|rd|th)?,\\s*)?(?:de\\s+|of\\s+|[-/])?(?:${year}|${shortYear})`,
  `${season}\\s+(?:of\\s+)?${year}`,
  `\\d{1,2}[./-]\\d{1,2}[./-]${year}`,
  `(?:0?[1-9]|1[0-2])\\s?[./-]\\s?${year}`,
  `${year}[-./](?:0[1-9]|1[0-2])(?:[-./]\\d{2})?(?!\\d)`,
  year,
].join('|')
const monthOnly = `(?:${monthPattern})\\.?`
const numericShort = '(?:0?[1-9]|1[0-2])[/.]\\d{2}(?![\\d/.])'
const words = (list: string) => `(?<!\\p{L})(?:${list})(?!\\p{L})`
const dash = `\\s*(?:-{1,2}>?|–|—|−|‒|―|→|➔|~|${words("to|until|till|through|thru|bis|au|à|ad|jusqu['’]à|jusqu['’]en|jusqu['’]au|a|al|tot|t/m|hasta|fino\\s+a|até|do")})\\s*(?:(?:zum|to|the|le|la|el)\\s+)?`
const since =
  '(?:since|from|seit|ab|von|depuis|à\\s+partir\\s+de|desde|sinds|vanaf|dal|da|od|sedan)(?:\\s+(?:dem|den|le|el|de|the))?\\s+'

const edge = '(?<![\\p{L}\\p{N}])'
const edgeAfter = '(?![\\p{L}\\p{N}])'
const flags = 'giud'

const rangePattern = new RegExp(
  `${edge}(?:from\\s+|von\\s+|de\\s+|du\\s+|da\\s+|dal\\s+)?(?<from>${point}|${shortYear}|${numericShort}|${monthOnly})${dash}(?<to>${present}|${point}|${shortYear}|${numericShort}|\\d{2}(?!\\s*%|[\\d/.]))${edgeAfter}`,
  flags,
)
const slashPattern = new RegExp(`${edge}(?<from>${year})\\s?/\\s?(?<to>${year}|\\d{2})${edgeAfter}`, flags)
const sincePattern = new RegExp(`${edge}${since}(?<from>${point}|${shortYear})${edgeAfter}`, flags)
const openPattern = new RegExp(`${edge}(?<from>${point})\\s*[-–—]\\s*(?=$|\\t|\\)|\\|)`, flags)
const lonePattern = new RegExp(`${edge}(?<from>${point})${edgeAfter}`, flags)

const presentOnly = new RegExp(`^${present}$`, 'iu')
const yearPattern = new RegExp(year, 'u')
const monthWord = new RegExp(`(?<!\\p{L})(?:${monthPattern})(?!\\p{L})`, 'u')

const fullYear = (digits: string) => {
  const number = Number(digits)
  return String(number > 49 ? 1900 + number : 2000 + number)
}
const pad = (month: number | string) => String(month).padStart(2, '0')

/** ISO form of one written date; `yearHint` completes "Jan" in "Jan – Mar 2020". */
export function normaliseDate(text: string, yearHint: string | null = null): string | null {
  const lower = text.toLowerCase().trim()
  if (presentOnly.test(lower)) return 'present'
  const iso = /^((?:19|20)\d{2})[-./](0[1-9]|1[0-2])/.exec(lower)
  if (iso?.[1] && iso[2]) return `${iso[1]}-${iso[2]}`
  const wanted = yearPattern.exec(lower)?.[0] ?? shortYearIn(lower)
  const month = monthNumbers.get(monthWord.exec(lower.normalize('NFC'))?.[0] ?? '')
  const inYear = wanted ?? yearHint
  if (month) return inYear ? `${inYear}-${pad(month)}` : null
  return wanted ? inNumbers(lower.replace(/\s/g, ''), wanted) : withoutYear(lower)
}

/** "'19" → 2019. */
function shortYearIn(text: string): string | null {
  const digits = /['’‘`´](\d{2})/.exec(text)?.[1]
  return digits ? fullYear(digits) : null
}

/** "03/2019", "12.03.2019": the year is known, perhaps a month stands before it. */
function inNumbers(text: string, wanted: string): string {
  const day = /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}$/.exec(text)
  if (day?.[1] && day[2]) return withDay(wanted, day[1], day[2], text)
  const numeric = /^(\d{1,2})[./-]\d{4}$/.exec(text)
  return numeric?.[1] ? `${wanted}-${pad(numeric[1])}` : wanted
}

/** "03/19" and "19". */
function withoutYear(text: string): string | null {
  const short = /^(\d{1,2})[/.](\d{2})$/.exec(text)
  if (short?.[1] && short[2]) return `${fullYear(short[2])}-${pad(short[1])}`
  return /^\d{2}$/.test(text) ? fullYear(text) : null
}

function withDay(wanted: string, first: string, second: string, text: string): string {
  // Dots mean day first; slashes are month first here unless that can't be: the document decides later.
  const dayFirst = text.includes('.') || Number(first) > 12
  const month = Number(dayFirst ? second : first)
  return month >= 1 && month <= 12 ? `${wanted}-${pad(month)}` : wanted
}

function pointOf(match: RegExpMatchArray, group: 'from' | 'to', yearHint: string | null): DatePoint | null {
  const span = match.indices?.groups?.[group]
  const text = match.groups?.[group]
  if (!span || text === undefined) return null
  const value = normaliseDate(text, yearHint)
  return value ? { start: span[0], end: span[1], value } : null
}

function toMention(match: RegExpMatchArray, range: boolean, open: boolean): DateMention | null {
  const to = pointOf(match, 'to', null)
  const from = pointOf(match, 'from', to && to.value !== 'present' ? to.value.slice(0, 4) : null)
  if (!from || (range && !to)) return null
  if (to && to.value !== 'present' && to.value.slice(0, 4) < from.value.slice(0, 4)) return null
  const start = match.index ?? 0
  return { start, end: start + match[0].length, from, to, range, open }
}

/** Every period or date of a line, left to right, without overlaps. */
export function findDates(line: string): DateMention[] {
  if (!/\d/.test(line)) return []
  const found: DateMention[] = []
  const patterns: [RegExp, boolean, boolean][] = [
    [rangePattern, true, false],
    [slashPattern, true, false],
    [sincePattern, false, true],
    [openPattern, false, true],
    [lonePattern, false, false],
  ]
  for (const [pattern, range, open] of patterns) {
    for (const match of line.matchAll(pattern)) {
      const mention = toMention(match, range, open)
      if (mention && !found.some((other) => mention.start < other.end && other.start < mention.end))
        found.push(mention)
    }
  }
  return found.toSorted((one, other) => one.start - other.start)
}

const slashed = /^(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d{2})$/

/** Whether a document's "03/04/2019" is a day and a month: told by its other dates, else by `usual`. */
export function isDayFirst(dates: readonly string[], usual: boolean): boolean {
  const parts = dates.flatMap((date) => slashed.exec(date.trim()) ?? [])
  const has = (index: 1 | 2) => dates.some((date) => Number(slashed.exec(date.trim())?.[index] ?? 0) > 12)
  if (parts.length === 0) return usual
  if (has(1)) return true
  return has(2) ? false : usual
}

/** ISO month of "03/04/2019" read day first; null for every other form. */
export function dayFirstMonth(date: string): string | null {
  const match = slashed.exec(date.trim())
  return match?.[2] && match[3] && Number(match[2]) <= 12 ? `${match[3]}-${pad(match[2])}` : null
}
