import type { Bindings, ChildLoggerOptions } from 'pino'
import { maskSecrets, type Logger } from '../log.ts'

/** A line that an attempt logged, as an operator reads it. */
export interface LogLine {
  /** ISO time. */
  at: string
  level: Level
  message: string
  /** Fields logged with it, secrets hidden; absent when there were none. */
  data?: Record<string, unknown>
}

const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const
type Level = (typeof levels)[number]

const MAX_LINES = 200
const MAX_TEXT = 2_000

export interface LogCapture {
  /** The newest lines, oldest of them first. */
  lines(): LogLine[]
  /** Lines since the last call of `seen`. */
  fresh(): boolean
  seen(): void
  /** `log`, with everything that is logged through it (and its children) kept as well, whatever its level. */
  through(log: Logger): Logger
}

export function createLogCapture(now: () => Date = () => new Date()): LogCapture {
  let kept: LogLine[] = []
  let dropped = 0
  let fresh = false

  function keep(level: Level, args: unknown[]): void {
    fresh = true
    kept.push({ at: now().toISOString(), level, ...readArguments(args) })
    if (kept.length <= MAX_LINES) return
    dropped += kept.length - MAX_LINES
    kept = kept.slice(-MAX_LINES)
  }

  function through(log: Logger): Logger {
    const child = (bindings: Bindings, options?: ChildLoggerOptions) => through(log.child(bindings, options))
    const captured: Partial<Record<Level, (...args: unknown[]) => void>> = {}
    for (const level of levels) {
      captured[level] = (...args) => {
        keep(level, args)
        // pino's overloads describe the same arguments that came in.
        Reflect.apply(log[level], log, args)
      }
    }
    return Object.assign(Object.create(log), captured, { child }) as Logger
  }

  return {
    through,
    fresh: () => fresh,
    seen: () => (fresh = false),
    lines: () => {
      const note: LogLine[] =
        dropped === 0
          ? []
          : [
              {
                at: kept[0]?.at ?? now().toISOString(),
                level: 'info',
                message: `${dropped} earlier lines are not kept`,
              },
            ]
      return [...note, ...kept]
    },
  }
}

const shorten = (text: string): string =>
  text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text

/** pino takes (message), (fields, message) and (error, message). */
function readArguments(args: unknown[]): Pick<LogLine, 'message' | 'data'> {
  const [first, second] = args
  if (typeof first === 'string') return { message: shorten(first) }
  const words = typeof second === 'string' ? second : ''
  if (first instanceof Error) return { message: shorten(`${words} ${first.message}`.trim()) }
  const data = maskSecrets(first)
  return data === null ? { message: shorten(words) } : { message: shorten(words), data }
}
