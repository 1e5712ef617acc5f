import { pino, type Logger } from 'pino'

export type { Logger }

const secretKeys = ['password', 'token', 'authorization', 'cookie', 'code', 'email', 'secret', 'apiKey']

/** JSON lines on stderr; never bodies, prompts, tokens, query strings or addresses. */
export function createLogger(options: { level: string; version: string; environment: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { service: 'jobpilot', version: options.version, env: options.environment },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    },
    // Asynchronous: lines of one moment share a write; at exit pino writes what is left.
    pino.destination({ fd: 2, sync: false }),
  )
}
