import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever its kernel's own clock. */
const TICKS_PER_SECOND = 100

export interface ProcessTime {
  parent: number
  /** Processor seconds of the process itself and of children that it has seen end. */
  seconds: number
}

/** Of the text of /proc/PID/stat; null when it isn't one. */
export function readStat(text: string): ProcessTime | null {
  // The name in brackets may hold anything, brackets too.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ')
  const [parent, ...ticks] = [fields[1], ...fields.slice(11, 15)].map(Number)
  if (parent === undefined || ticks.length < 4 || ticks.some((tick) => !Number.isFinite(tick))) return null
  return { parent, seconds: ticks.reduce((sum, tick) => sum + tick, 0) / TICKS_PER_SECOND }
}

function statOf(pid: number | string): ProcessTime | null {
  try {
    return readStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return null
  }
}

/** Processor seconds of a server and its children so far; null where nobody tells (not Linux). */
export function serverSeconds(pid: number): number | null {
  const own = statOf(pid)
  if (!own) return null
  const children = readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? statOf(name) : null
    return stat?.parent === pid ? [stat.seconds] : []
  })
  return children.reduce((sum, seconds) => sum + seconds, own.seconds)
}

export function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
