/** A line that an attempt logged. */
export interface LogLine {
  /** ISO. */
  at: string | null
  level: string
  message: string
  /** Fields logged with it, as JSON; null: none. */
  data: string | null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Lines as the engine keeps them; what has another shape is shown as it is. */
export function readLogs(logs: unknown): LogLine[] {
  return Array.isArray(logs) ? logs.map(readLine) : []
}

function readLine(line: unknown): LogLine {
  if (typeof line !== 'object' || line === null) return bare(line)
  const { at, level, message, data }: { at?: unknown; level?: unknown; message?: unknown; data?: unknown } =
    line
  const words = text(message)
  if (words === null) return bare(line)
  return { at: text(at), level: text(level) ?? 'info', message: words, data: dataOf(data) }
}

function bare(line: unknown): LogLine {
  return {
    at: null,
    level: 'info',
    message: typeof line === 'string' ? line : JSON.stringify(line),
    data: null,
  }
}

function dataOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) return null
  return JSON.stringify(data)
}
