import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks again and again until the answer is truthy; fails after `timeoutMs` (default 10 s). The longer it takes the
 * less often it asks, because asking slows down what is waited for: the answer is a tenth of the wait late at most.
 */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const started = performance.now()
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    const waited = performance.now() - started
    if (waited > timeoutMs) throw new Error(`nothing came of it within ${timeoutMs} ms`)
    await delay(Math.min(Math.max(waited / 10, 10), 100))
  }
}
