import { AsyncLocalStorage } from 'node:async_hooks'

const requests = new AsyncLocalStorage<{ failure: unknown }>()

/**
 * better-auth answers that all is well although sending a code failed; it only logs that. Whoever waits for the code
 * should hear of it, so what `hearingFailures` hears within a request fails that request.
 */
export async function failingAloud<T>(request: () => Promise<T>): Promise<T> {
  const heard = { failure: null }
  const answer = await requests.run(heard, request)
  if (heard.failure !== null) throw heard.failure
  return answer
}

export async function hearingFailures(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const request = requests.getStore()
    if (!request) throw error
    request.failure = error
  }
}
