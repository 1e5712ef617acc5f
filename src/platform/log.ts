import { pino, type Logger } from 'pino'

export type { Logger }

const secretKeys = ['password', 'token', 'authorization', 'cookie', 'otp', 'email', 'secret', 'apiKey']

interface LoggedError {
  type: string
  message: string
  code?: string
  stack?: string
}

/**
 * Only these fields of an error: the driver's carry row values in `detail`, and the whole client of a
 * connection that broke.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack ? { stack: error.stack } : {}),
  }
}

/** JSON lines on stderr; never bodies, prompts, tokens, query strings or addresses. */
export function createLogger(options: { level: string; version: string; environment: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { service: 'jobpilot', version: options.version, env: options.environment },
      serializers: { err: loggedError },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    },
    // Asynchronous: lines of one moment share a write; at exit pino writes what is left.
    pino.destination({ fd: 2, sync: false }),
  )
}

const secret = new RegExp(secretKeys.join('|'), 'i')

/** What was logged with a line, for people to read: secrets hidden, errors as their messages; null: nothing. */
export function maskSecrets(fields: unknown): Record<string, unknown> | null {
  if (typeof fields !== 'object' || fields === null) return null
  const masked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (secret.test(key)) masked[key] = '[hidden]'
    else if (value instanceof Error) masked[key] = value.message
    else masked[key] = value instanceof Date ? value.toISOString() : (maskSecrets(value) ?? value)
  }
  return Object.keys(masked).length > 0 ? masked : null
}
