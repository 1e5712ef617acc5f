import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

/** Time, randomness and ids come from here, so that tests decide them. */
export interface Clock {
  now(): Date
  /** A new random UUID. */
  uuid(): string
  /** Cryptographically strong bytes. */
  bytes(length: number): Buffer
  /** In [0, 1): for jitter, never for secrets. */
  random(): number
  /** Resolves after `ms`, rejects with AbortError when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
  random: () => Math.random(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
}
