const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const short: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
}

const clock = (hour = '', minute = ''): string => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`

/** Forms of cron lines, and what to call each by the numbers that were found in it. */
const forms: [form: RegExp, words: (...numbers: string[]) => string][] = [
  [/^\*(?:\/1)? \* \* \* \*$/, () => 'every minute'],
  [/^\*\/(\d+) \* \* \* \*$/, (step) => `every ${step} minutes`],
  [/^0+ \* \* \* \*$/, () => 'every hour'],
  [/^(\d+) \* \* \* \*$/, (minute) => `every hour at minute ${Number(minute)}`],
  [/^(\d+) \*\/(\d+) \* \* \*$/, (minute, step) => `every ${step} hours at minute ${Number(minute)}`],
  [/^(\d+) (\d+) \* \* \*$/, (minute, hour) => `every day at ${clock(hour, minute)}`],
  [/^(\d+) (\d+) \* \* 1-5$/, (minute, hour) => `Monday to Friday at ${clock(hour, minute)}`],
  [
    /^(\d+) (\d+) \* \* ([0-7])$/,
    (minute, hour, day) => `every ${days[Number(day)]} at ${clock(hour, minute)}`,
  ],
  [
    /^(\d+) (\d+) (\d+) \* \*$/,
    (minute, hour, day) => `on day ${Number(day)} of each month at ${clock(hour, minute)}`,
  ],
]

/** A cron line of five fields in words; null where that isn't easy. */
export function cronWords(cron: string): string | null {
  const line = (short[cron] ?? cron).trim().split(/\s+/).join(' ')
  for (const [form, words] of forms) {
    const found = form.exec(line)
    if (found) return words(...found.slice(1))
  }
  return null
}
