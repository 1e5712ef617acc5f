/** This attempt is no longer the job's current one: whatever it wanted to commit was refused. */
export class StaleAttemptError extends Error {
  override readonly name = 'StaleAttemptError'
}

/** Somebody asked the job to stop; the reason is meant for the person. */
export class JobCancelledError extends Error {
  override readonly name = 'JobCancelledError'
}

/** The worker stops: the job goes back into the queue and the attempt doesn't count. */
export class WorkerStoppingError extends Error {
  override readonly name = 'WorkerStoppingError'
}

/** The person has paused the job's lane: it goes back into the queue and the attempt doesn't count. */
export class JobPausedError extends Error {
  override readonly name = 'JobPausedError'
}

/** The attempt has run for its soft limit: a handler that heeds its signal stops now and is tried again. */
export class SoftLimitError extends Error {
  override readonly name = 'SoftLimitError'
}

/** The attempt has run for its hard limit: it failed, and nothing that it still does commits. */
export class HardLimitError extends Error {
  override readonly name = 'HardLimitError'
}

/** Tried again like any other failure, but not before the time that whoever refused has named. */
export class RetryAfterError extends Error {
  override readonly name: string = 'RetryAfterError'
  readonly retryAfterMs: number

  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options)
    this.retryAfterMs = retryAfterMs
  }
}

const troubleCodes = new Set([
  '53100', // disk_full
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

// pg gives these no code (pg/lib/client.js, pg-pool/index.js).
const troubleMessages =
  /connection terminated|timeout exceeded when trying to connect|connection error|server closed the connection|client was closed|not queryable/i

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The database was out of reach; the same statement may pass in a moment. */
export function isDatabaseTrouble(error: unknown): boolean {
  const code = codeOf(error)
  if (troubleCodes.has(code) || code.startsWith('08')) return true
  return error instanceof Error && troubleMessages.test(error.message)
}

/** Somebody else held the row for longer than was worth waiting. */
export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === '55P03'
}

/** Two transactions met (deadlock, serialization); repeating the whole transaction resolves it. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40P01' || code === '40001'
}
