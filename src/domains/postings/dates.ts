import { text } from './json-values.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i
const RFC822 =
  /^(?:[a-z]{3,9},\s*)?(\d{1,2}) ([a-z]{3})[a-z]* (\d{4}) (\d{2}:\d{2}(?::\d{2})?)\s*([a-z]{1,5}|[+-]\d{2}:?\d{2})?$/i

function dayOnly(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real && plausible(date) ? date.toISOString().slice(0, 10) : null
}

function plausible(date: Date): boolean {
  const year = date.getUTCFullYear()
  return year >= 1990 && year <= 2100
}

function instant(date: Date): string | null {
  return Number.isNaN(date.getTime()) || !plausible(date) ? null : date.toISOString()
}

/** `+0200`, `+02` and `UTC` in the form that Date understands; no zone means UTC. */
function zoneOf(written: string | undefined): string | null {
  if (!written || /^(z|utc|gmt|ut)$/i.test(written)) return 'Z'
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(written)
  return offset ? `${offset[1]}:${offset[2] ?? '00'}` : null
}

function fromIso(written: string): string | null {
  const match = ISO.exec(written)
  if (!match) return null
  const [, year, month, day, hour, minute, second = '00', fraction = '0', zone] = match
  const date = dayOnly(Number(year), Number(month), Number(day))
  if (!hour || !date) return date
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  return instant(new Date(`${date}T${hour}:${minute}:${second}.${milliseconds}${zoneOf(zone) ?? 'Z'}`))
}

function fromRfc822(written: string): string | null {
  const match = RFC822.exec(written)
  if (!match) return null
  const [, day, monthName = '', year, time = '', zone] = match
  const date = dayOnly(Number(year), MONTHS.indexOf(monthName.toLowerCase()) + 1, Number(day))
  const offset = zoneOf(zone)
  if (!date || !offset) return date
  return instant(new Date(`${date}T${time.length === 5 ? `${time}:00` : time}${offset}`))
}

/** "July 10, 2026", "10 July 2026", "10.07.2026"; 03/07/2026 may be March or July and stays unknown. */
function fromWords(written: string): string | null {
  const monthFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(written)
  if (monthFirst) return byName(monthFirst[3], monthFirst[1], monthFirst[2])
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3})[a-z]*\.?,? (\d{4})$/i.exec(written)
  if (dayFirst) return byName(dayFirst[3], dayFirst[2], dayFirst[1])
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written)
  if (dotted) return dayOnly(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(written)
  if (!slashed) return null
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (first > 12) return dayOnly(year, second, first)
  return second > 12 || first === second ? dayOnly(year, first, second) : null
}

function byName(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const index = MONTHS.indexOf((month ?? '').toLowerCase())
  return index < 0 ? null : dayOnly(Number(year), index + 1, Number(day))
}

/**
 * ISO 8601 UTC, YYYY-MM-DD where the source gives a day only, null for what can't be told. Times without
 * a zone are UTC; numbers are seconds, or milliseconds from 1e11 on.
 */
export function isoDate(value: unknown): string | null {
  const written = text(value)
  if (/^\d{9,13}$/.test(written)) {
    const number = Number(written)
    return instant(new Date(number < 1e11 ? number * 1000 : number))
  }
  return fromIso(written) ?? fromRfc822(written) ?? fromWords(written)
}
