/** Formatters take a millisecond and more to build: each when it is first needed, and once. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

/** The interface is English; only the order of day and month follows the person's own English. */
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB'

let timeZone: string | undefined

/** Instants are shown in this zone from now on (IANA, `Europe/Berlin`); null: in the browser's own. */
export function setTimeZone(name: string | null): void {
  timeZone = name ?? undefined
}

/** A formatter of instants for the zone of the moment. */
function zoned(
  language: string | undefined,
  options: Intl.DateTimeFormatOptions,
): (iso: string | Date) => string {
  let made: { zone: string | undefined; formatter: Intl.DateTimeFormat } | undefined
  return (instant) => {
    if (!made || made.zone !== timeZone) {
      made = { zone: timeZone, formatter: new Intl.DateTimeFormat(language, { ...options, timeZone }) }
    }
    return made.formatter.format(new Date(instant))
  }
}

/** Time of day in the person's time zone. */
export const timeOfDay = zoned(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** 20 Nov 2026, 09:05. */
export const dateAndTime = zoned(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** 20 Nov 2026, 09:05:12. */
export const dateAndSeconds = zoned(locale, { dateStyle: 'medium', timeStyle: 'medium' })

/** Friday 20 November. */
export const weekdayAndDate = zoned(locale, { weekday: 'long', day: 'numeric', month: 'long' })

/** 2026-11-20: the calendar day of an instant where the person is. */
const calendarDay = zoned('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })

const thisYear = once(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
)
const anyYear = once(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
)
const inDays = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const number = once(() => new Intl.NumberFormat(locale))

/** 20 Nov, with the year when it is another. Takes an instant or a plain day (2026-11-20). */
export function shortDate(iso: string, now = new Date()): string {
  const day = dayOf(iso)
  const formatter = day.slice(0, 4) === calendarDay(now).slice(0, 4) ? thisYear() : anyYear()
  return formatter.format(new Date(day))
}

/** Today, yesterday, 5 days ago, then weeks; after two months the date. Counts the person's calendar days. */
export function relativeDay(iso: string, now = new Date()): string {
  const days = (Date.parse(dayOf(iso)) - Date.parse(calendarDay(now))) / 86_400_000
  if (Math.abs(days) > 60) return shortDate(iso, now)
  return Math.abs(days) < 14 ? inDays().format(days, 'day') : inDays().format(Math.round(days / 7), 'week')
}

/** A plain day is that day wherever the person is. */
function dayOf(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : calendarDay(iso)
}

/** 1,234 */
export function wholeNumber(value: number): string {
  return number().format(value)
}

/** “1 posting”, “12 postings”. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${wholeNumber(count)} ${count === 1 ? one : many}`
}

const languages = once(() => new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }))

/** German, for the BCP 47 tag `de`; a tag that is none stays as it is. */
export function languageName(tag: string): string {
  try {
    return languages().of(tag) ?? tag
  } catch {
    return tag
  }
}

/** €70,000, without cents where there are none; without a currency the bare number. */
export function money(value: number, currency: string | null): string {
  if (!currency) return wholeNumber(value)
  const format: Intl.NumberFormatOptions = {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }
  return new Intl.NumberFormat(locale, format).format(value)
}
