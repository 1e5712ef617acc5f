/**
 * The same items, safe to walk away from. tRPC asks for the next item before the last one is sent; when the caller
 * leaves in between, nobody waits for that item any more, and its rejection would end the process.
 */
export function abandonable<Item>(source: AsyncIterable<Item>): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]()
      return {
        next() {
          const item = iterator.next()
          item.catch(() => undefined)
          return item
        },
        return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
      }
    },
  }
}
