import { setTimeout as delay } from 'node:timers/promises'

/** Asks again and again until the answer is truthy; fails after `timeoutMs` (default 10 s). */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`nothing came of it within ${timeoutMs} ms`)
    await delay(15)
  }
}
