import path from 'node:path'
import { styleText } from 'node:util'
import { z } from 'zod'

/** A line of the application's log, see src/platform/log.ts. */
const logLine = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().optional(),
  err: z.object({ type: z.string(), message: z.string(), stack: z.string().optional() }).optional(),
  method: z.string().optional(),
  route: z.string().optional(),
  status: z.number().optional(),
  duration_ms: z.number().optional(),
  request_id: z.string().optional(),
})
type LogLine = z.infer<typeof logLine>

/** Told in the line itself, or of no use in a terminal. */
const spoken = new Set(
  'level time msg err method route status duration_ms request_id trace_id service version env pid hostname'.split(
    ' ',
  ),
)

const levels: [from: number, name: string, colour: 'red' | 'yellow' | 'cyan' | 'gray'][] = [
  [50, 'error', 'red'],
  [40, 'warn ', 'yellow'],
  [30, 'info ', 'cyan'],
  [0, 'debug', 'gray'],
]

/**
 * A stack as the person at the editor wants it: addresses below `root` shortened, frames of Node and of
 * packages left out. Text that is no stack stays as it is.
 */
export function ownFrames(text: string, root: string): string {
  const kept = text.split('\n').filter((line) => !/^\s+at (.*[( ]node:|.*[/\\]node_modules[/\\])/.test(line))
  return kept.join('\n').replaceAll(`file://${root}${path.sep}`, '').replaceAll(`${root}${path.sep}`, '')
}

function readLogLine(line: string): LogLine | null {
  if (!line.startsWith('{')) return null
  try {
    return logLine.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function rest(line: LogLine): string {
  const told = Object.entries(line).filter(([key]) => !spoken.has(key))
  return told.map(([key, value]) => ` ${key}=${JSON.stringify(value)}`).join('')
}

/** One line of the log as words: when, how bad, what, where; of an error its own frames below. */
export function prettyLine(line: string, root: string): string {
  const entry = readLogLine(line)
  if (!entry) return ownFrames(line, root)
  const [, name, colour] = levels.find(([from]) => entry.level >= from) ?? levels[3] ?? [0, '', 'gray']
  const time = new Date(entry.time).toTimeString().slice(0, 8)
  const { method, route, status, duration_ms: ms } = entry
  const said = entry.msg ?? (method ? `${method} ${route ?? ''} ${status ?? ''}  ${ms ?? 0} ms` : '')
  const where = entry.msg && route ? ` (${route})` : ''
  const reference = entry.msg && entry.request_id ? ` request ${entry.request_id}` : ''
  const head = `${styleText('gray', time)} ${styleText(colour, name)} ${said}${where}${rest(entry)}${styleText('gray', reference)}`
  if (!entry.err) return head
  const { type, message, stack } = entry.err
  const frames = ownFrames(stack ?? `${type}: ${message}`, root)
  return `${head}\n${frames.replaceAll(/^/gm, '  ')}`
}

/** Feeds chunks of a stream; writes whole lines, pretty. Lines of a stack that says nothing of ours vanish. */
export function createPrettyPrinter(root: string, write: (text: string) => void): (chunk: string) => void {
  let open = ''
  return (chunk) => {
    const lines = (open + chunk).split('\n')
    open = lines.pop() ?? ''
    for (const line of lines) {
      if (isForeignFrame(line)) continue
      write(`${prettyLine(line, root)}\n`)
    }
  }
}

function isForeignFrame(line: string): boolean {
  return /^\s+at /.test(line) && ownFrames(line, '') === ''
}
