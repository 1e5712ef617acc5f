import { expect, test } from 'vitest'
import { createKeyedQueue } from './keyed-queue.ts'

test('one key goes one by one, also past a failure, and another key does not wait for it', async () => {
  const queue = createKeyedQueue()
  const steps: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = queue('a', async () => {
    await gate.promise
    steps.push('first')
    throw new Error('no')
  })
  const second = queue('a', async () => void steps.push('second'))
  await queue('b', async () => void steps.push('other'))
  gate.resolve()
  await expect(first).rejects.toThrow('no')
  await second
  expect(steps).toEqual(['other', 'first', 'second'])
})
