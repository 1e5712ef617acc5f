/** 20 December 2026, in the person's time zone. */
export function dayOf(date: Date, timeZone: string | null = null): string {
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: timeZone ?? 'UTC',
  })
}

/** 20 December 2026 at 09:30 UTC */
export function momentOf(date: Date, timeZone: string | null = null): string {
  const time = date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timeZone ?? 'UTC',
    timeZoneName: 'short',
  })
  return `${dayOf(date, timeZone)} at ${time}`
}

/** $12.50 */
export function moneyOf(microdollars: number): string {
  return (microdollars / 1_000_000).toLocaleString('en-US', { style: 'currency', currency: 'USD' })
}

/** 1.4 MB; below a tenth of one in kB. */
export function sizeOf(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
