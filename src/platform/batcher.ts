export interface BatcherOptions<Item, Result> {
  /** One result for each item, in their order; when it throws, every one of them fails with that error. */
  run(items: Item[]): Promise<Result[]>
  /** Items in one call at most. */
  maxItems: number
  /** Calls under way at a time; default 1. */
  maxCalls?: number
}

interface Waiting<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Group commit: the first item goes at once, and what comes while it is under way goes together in the next
 * call. Nothing waits longer than a call takes, and the busier it is, the larger the calls.
 */
export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  const maxCalls = options.maxCalls ?? 1
  let calls = 0
  let scheduled = false

  async function call(batch: Waiting<Item, Result>[]): Promise<void> {
    calls++
    try {
      const results = await options.run(batch.map(({ item }) => item))
      if (results.length !== batch.length) throw new Error('a batch must answer each of its items')
      results.forEach((result, at) => batch[at]?.resolve(result))
    } catch (error) {
      for (const waiter of batch) waiter.reject(error)
    } finally {
      calls--
      schedule()
    }
  }

  function start(): void {
    scheduled = false
    while (calls < maxCalls && waiting.length > 0) void call(waiting.splice(0, options.maxItems))
  }

  /** After this turn of the event loop's microtasks, so that what arrived together goes together. */
  function schedule(): void {
    if (scheduled || waiting.length === 0 || calls >= maxCalls) return
    scheduled = true
    setImmediate(start)
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    waiting.push({ item, resolve, reject })
    schedule()
    return promise
  }
}
