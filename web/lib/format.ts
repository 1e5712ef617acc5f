/** Formatters take a millisecond and more to build: each when it is first needed, and once. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

const clock = once(
  () =>
    new Intl.DateTimeFormat(undefined, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
)

/** Time of day in the person's time zone. */
export function timeOfDay(iso: string): string {
  return clock().format(new Date(iso))
}

/** The interface is English; only the order of day and month follows the person's own English. */
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB'
const thisYear = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
const anyYear = once(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
)
const dayAndTime = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
const inDays = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const number = once(() => new Intl.NumberFormat(locale))

/** 20 Nov, with the year when it is another. Takes an instant or a plain day (2026-11-20). */
export function shortDate(iso: string, now = new Date()): string {
  const at = toDate(iso)
  return (at.getFullYear() === now.getFullYear() ? thisYear() : anyYear()).format(at)
}

/** 20 Nov 2026, 09:05. */
export function dateAndTime(iso: string): string {
  return dayAndTime().format(new Date(iso))
}

/** Today, yesterday, 5 days ago, then weeks; after two months the date. Counts the person's calendar days. */
export function relativeDay(iso: string, now = new Date()): string {
  const days = dayNumber(toDate(iso)) - dayNumber(now)
  if (Math.abs(days) > 60) return shortDate(iso, now)
  return Math.abs(days) < 14 ? inDays().format(days, 'day') : inDays().format(Math.round(days / 7), 'week')
}

/** A plain day is that day wherever the person is; `new Date` would take it for midnight in Greenwich. */
function toDate(iso: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00` : iso)
}

function dayNumber(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
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
