const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const every: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
}

const isNumber = (part: string): boolean => /^\d{1,2}$/.test(part)
const clock = (hour: string, minute: string): string => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`

/** A cron line of five fields in words; null where that isn't easy. */
export function cronWords(cron: string): string | null {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...rest] = (every[cron] ?? cron)
    .trim()
    .split(/\s+/)
  if (rest.length > 0 || month !== '*') return null
  if (day === '*' && weekday === '*' && hour === '*') return withinHour(minute)
  if (!isNumber(minute)) return null
  const step = /^\*\/(\d{1,2})$/.exec(hour)?.[1]
  if (step !== undefined && day === '*' && weekday === '*')
    return `every ${step} hours at minute ${Number(minute)}`
  if (!isNumber(hour)) return null
  if (day === '*' && weekday === '*') return `every day at ${clock(hour, minute)}`
  if (day === '*' && weekday === '1-5') return `Monday to Friday at ${clock(hour, minute)}`
  if (day === '*' && /^[0-7]$/.test(weekday))
    return `every ${days[Number(weekday)]} at ${clock(hour, minute)}`
  if (isNumber(day) && weekday === '*') return `on day ${Number(day)} of each month at ${clock(hour, minute)}`
  return null
}

function withinHour(minute: string): string | null {
  if (minute === '*' || minute === '*/1') return 'every minute'
  const step = /^\*\/(\d{1,2})$/.exec(minute)?.[1]
  if (step !== undefined) return `every ${Number(step)} minutes`
  if (!isNumber(minute)) return null
  return minute === '0' || minute === '00' ? 'every hour' : `every hour at minute ${Number(minute)}`
}
