/** Figures of machines in words: how long, how long ago, how much. */

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 12 ms, 1.2 s, 48 s, 3 min 5 s, 2 h 5 min, 3 d 4 h: two units at most. */
export function durationWords(ms: number): string {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 9_950) return `${(ms / SECOND).toFixed(1).replace(/\.0$/, '')} s`
  if (ms < 59_500) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR - SECOND / 2) return inTwo(ms, MINUTE, 'min', SECOND, 's')
  if (ms < DAY - MINUTE / 2) return inTwo(ms, HOUR, 'h', MINUTE, 'min')
  return inTwo(ms, DAY, 'd', HOUR, 'h')
}

function inTwo(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(ms / small)
  const per = large / small
  const rest = smalls % per
  const whole = `${Math.floor(smalls / per)} ${largeName}`
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`
}

/** now, 12 s ago, 3 min ago, in 2 h; one unit, rounded down. */
export function agoWords(iso: string, now: number): string {
  const ms = now - Date.parse(iso)
  const size = Math.abs(ms)
  if (size < SECOND) return 'now'
  const words = oneUnit(size)
  return ms > 0 ? `${words} ago` : `in ${words}`
}

function oneUnit(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  return `${Math.floor(ms / DAY)} d`
}

/** 0 %, 0.4 %, 12 %; of a share between 0 and 1. */
export function percentWords(share: number): string {
  const percent = share * 100
  if (percent === 0 || percent >= 9.95) return `${Math.round(percent)} %`
  return percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1).replace(/\.0$/, '')} %`
}

/** 512 B, 34 kB, 1.2 GB: thousands. */
export function byteWords(bytes: number): string {
  let value = bytes
  for (const unit of ['B', 'kB', 'MB', 'GB']) {
    if (value < 999.5 || unit === 'GB') {
      return `${value < 9.95 && unit !== 'B' ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${unit}`
    }
    value /= 1_000
  }
  return ''
}
