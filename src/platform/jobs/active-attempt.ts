import { HardLimitError, SoftLimitError } from './errors.ts'
import { createLogCapture, type LogCapture } from './capture-logs.ts'

/** An attempt in this process. */
export interface ActiveAttempt {
  readonly jobId: string
  /** 0 while the job is being claimed. */
  attempt: number
  /** By the context's clock, ms. */
  startedAt: number
  softLimitMs: number
  hardLimitMs: number
  readonly signal: AbortSignal
  readonly logs: LogCapture
  /** Why it was told to stop; the last word counts. */
  readonly reason: Error | null
  /** Its time is over: nothing that it still does may commit. */
  readonly expired: boolean
  /** Fires the signal; after the grace the handler is left behind. At the soft limit it may go on until the hard one. */
  interrupt(reason: Error): void
  /** Leaves the handler behind at once. */
  expire(reason: HardLimitError): void
  /** The handler's result, or the reason once it is left behind. */
  race<T>(handler: Promise<T>): Promise<T>
  /** It has ended, one way or another: no timer outlives it. */
  close(): void
}

export function createActiveAttempt(jobId: string, graceMs: number): ActiveAttempt {
  const controller = new AbortController()
  let overdue: PromiseWithResolvers<never> | null = null
  let timer: NodeJS.Timeout | undefined
  let reason: Error | null = null
  let expired = false

  function leaveBehind(why: Error): void {
    overdue ??= Promise.withResolvers<never>()
    overdue.promise.catch(() => undefined)
    overdue.reject(why)
  }

  return {
    jobId,
    attempt: 0,
    startedAt: 0,
    softLimitMs: Infinity,
    hardLimitMs: Infinity,
    signal: controller.signal,
    logs: createLogCapture(),
    get reason() {
      return reason
    },
    get expired() {
      return expired
    },
    interrupt(why) {
      const first = reason === null || reason instanceof SoftLimitError
      if (!first || expired) return
      reason = why
      controller.abort(why)
      if (!(why instanceof SoftLimitError)) timer ??= setTimeout(() => leaveBehind(why), graceMs)
    },
    expire(why) {
      expired = true
      reason = why
      controller.abort(why)
      leaveBehind(why)
    },
    race(handler) {
      overdue ??= Promise.withResolvers<never>()
      return Promise.race([handler, overdue.promise])
    },
    close: () => clearTimeout(timer),
  }
}
