import { expect, test } from 'vitest'
import { batchOf, type Batch } from './batch.ts'
import { createFollower } from './follower.ts'

const batch = (after: number, ...seqs: number[]): Batch => {
  const made = batchOf(
    after,
    seqs.map((seq) => ({ seq, bytes: Buffer.from(`${seq} `) })),
  )
  if (!made) throw new Error('a batch of nothing')
  return made
}

/** A follower of a store that the test fills, with a sink that the test can block. */
function follow(options: { stored?: number[]; page?: number } = {}) {
  const { page = 10 } = options
  const store = [...(options.stored ?? [])]
  const state = { head: store.at(-1) ?? 0, blocked: false, reads: 0, written: '', whileReading: () => {} }
  let unblock = (): void => undefined
  const follower = createFollower({
    head: () => state.head,
    sink: {
      write(bytes) {
        state.written += bytes.toString()
        return !state.blocked
      },
      drained: () => new Promise((resolve) => (unblock = resolve)),
    },
    async read(after) {
      state.reads++
      const rows = store.filter((seq) => seq > after).slice(0, page)
      await Promise.resolve()
      state.whileReading()
      return { batch: rows.length > 0 ? batch(after, ...rows) : null, more: rows.length === page }
    },
    onFailure: (error) => expect.unreachable(String(error)),
  })
  return {
    state,
    follower,
    /** Stores events, and brings them over the live feed. */
    arrive: (...seqs: number[]) => {
      const after = state.head
      store.push(...seqs)
      state.head = seqs.at(-1) ?? after
      follower.deliver(batch(after, ...seqs))
    },
    unblock: async () => {
      state.blocked = false
      unblock()
      for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    },
    seen: () => state.written.trim().split(' ').filter(Boolean).map(Number),
  }
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

test('what is stored comes in pages, then the live feed', async () => {
  const { follower, arrive, seen, state } = follow({ stored: upTo(25) })
  await follower.start(0)
  arrive(26, 27)
  arrive(28)
  expect(seen()).toEqual(upTo(28))
  expect(state.reads).toBe(3)
})

test('what arrives while it reads is neither lost nor sent twice', async () => {
  const { follower, arrive, seen, state } = follow({ stored: upTo(12) })
  let next = 13
  state.whileReading = () => next < 20 && arrive(next++, next++)
  await follower.start(0)
  arrive(next)
  expect(seen()).toEqual(upTo(next))
})

test('a feed that brings more than waits meanwhile is read from the store', async () => {
  const { follower, arrive, seen, state } = follow({ stored: upTo(5), page: 1_000 })
  let next = 6
  state.whileReading = () => {
    while (next <= 300) arrive(next++)
  }
  await follower.start(0)
  expect(seen()).toEqual(upTo(300))
})

test('a number that nobody has reached yet gets what comes after it', async () => {
  const { follower, arrive, seen } = follow({ stored: upTo(3) })
  await follower.start(5)
  arrive(4, 5, 6)
  arrive(7)
  expect(seen()).toEqual([6, 7])
})

test('old events that are no longer stored hold nobody up', async () => {
  const { follower, arrive, seen, state } = follow({ stored: [] })
  state.head = 40
  await follower.start(7)
  arrive(41)
  expect(seen()).toEqual([41])
  expect(state.reads).toBe(1)
})

test('one that is slow is left alone, holds nothing, and reads what it missed', async () => {
  const { follower, arrive, seen, state, unblock } = follow({ stored: [] })
  await follower.start(0)
  state.blocked = true
  arrive(1)
  for (let seq = 2; seq <= 500; seq++) arrive(seq)
  expect(seen()).toEqual([1])
  expect(state.reads).toBe(1)
  state.blocked = false
  for (let turn = 0; turn < 100; turn++) await unblock()
  arrive(501)
  expect(seen()).toEqual(upTo(501))
})

test('one that has stopped gets nothing, also when it stops before it began', async () => {
  const { follower, arrive, seen, state } = follow({ stored: upTo(3) })
  state.whileReading = () => follower.stop()
  await follower.start(0)
  arrive(4)
  expect(seen()).toEqual([])
  await follower.start(0)
  expect([seen(), state.reads]).toEqual([[], 1])
})
