import { expect, test } from 'vitest'
import { createBatcher } from './batcher.ts'

test('the first item goes at once, what comes meanwhile goes together, and each gets its own answer', async () => {
  const calls: number[][] = []
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const batch = createBatcher<number, number>({
    maxItems: 3,
    async run(items) {
      await gates[calls.push(items) - 1]?.promise
      return items.map((item) => item * 10)
    },
  })
  const first = batch(1)
  await new Promise(setImmediate)
  const later = [2, 3, 4, 5].map(batch)
  await new Promise(setImmediate)
  expect(calls).toEqual([[1]])
  gates[0]?.resolve()
  gates[1]?.resolve()
  expect(await Promise.all([first, ...later])).toEqual([10, 20, 30, 40, 50])
  expect(calls).toEqual([[1], [2, 3, 4], [5]])
})

test('a call that fails fails its own items, and the next ones go on', async () => {
  const batch = createBatcher<number, number>({
    maxItems: 2,
    run: async (items) => {
      if (items.includes(1)) throw new Error('no')
      return items
    },
  })
  const answers = await Promise.allSettled([1, 2, 3].map(batch))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(await batch(4)).toBe(4)
})
