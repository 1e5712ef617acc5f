import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient, followEvents } from '../client.ts'
import { appendEvent } from '../platform/events/append-event.ts'
import { asUser, asWorker } from '../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import { throughStock } from '../testing/stock-stream.ts'
import { until } from '../testing/until.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

/** A person with a run to which events can be added. */
async function person(email: string) {
  const { userId, token } = await app.tokenFor({ email })
  const runId = app.ctx.clock.uuid()
  await asWorker(app.ctx.db, (tx) =>
    tx.insertInto('agent_run').values({ id: runId, user_id: userId, agent: 'test', input: '{}' }).execute(),
  )
  const append = (count: number) =>
    asUser(app.ctx.db, userId, async (tx) => {
      for (let index = 0; index < count; index++)
        await appendEvent(tx, app.ctx, { userId, runId, agent: 'test', type: 'progress', words: 'on' })
    })
  return { userId, token, append }
}

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Takes the first `count` numbers. */
async function take(events: AsyncIterable<{ seq: number }>, count: number): Promise<number[]> {
  const seen: number[] = []
  for await (const { seq } of events) {
    seen.push(seq)
    if (seen.length === count) break
  }
  return seen
}

describe.concurrent.each([
  ['responder', fetch],
  ['stock', throughStock],
] as const)('over the %s', (at, through) => {
  test('everything from the start, from a number, and from now', async () => {
    const { token, append } = await person(`ada.${at}@example.org`)
    const client = createClient({ url: app.url, token, fetch: through })
    await append(5)
    expect(await take(followEvents(client), 5)).toEqual(upTo(5))
    expect(await take(followEvents(client, { after: 3 }), 2)).toEqual([4, 5])
    const next = take(followEvents(client, { after: 'now' }), 1)
    let known = false
    void next.then(() => (known = true))
    // The stream may open a moment after it was asked for.
    await until(async () => (await append(1), known))
    expect((await next)[0]).toBeGreaterThan(5)
  })

  test('cut again and again, it goes on after the last event: none missing, none twice', async () => {
    const { token, append } = await person(`grace.${at}@example.org`)
    let cuts = 0
    const cutting: typeof fetch = async (input, init) => {
      const answer = await through(input, init)
      if (cuts === 2) return answer
      // As a connection that breaks in the middle of an event.
      let passed = 0
      const breaking = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          passed += chunk.length
          controller.enqueue(passed < 1_500 ? chunk : chunk.subarray(0, 10))
          if (passed < 1_500) return
          cuts++
          controller.error(new TypeError('terminated'))
        },
      })
      return new Response(answer.body?.pipeThrough(breaking) ?? null, answer)
    }
    const client = createClient({ url: app.url, token, fetch: cutting })
    const seen = take(followEvents(client), 60)
    for (let round = 0; round < 12; round++) await append(5)
    expect(await seen).toEqual(upTo(60))
    expect(cuts).toBe(2)
  }, 30_000)

  test('a slow reader gets them all in order, without being flooded', async () => {
    const { token, append } = await person(`mary.${at}@example.org`)
    await append(2_500)
    const streams: (AbortSignal | null | undefined)[] = []
    const counting: typeof fetch = (input, init) => (streams.push(init?.signal), through(input, init))
    const events = followEvents(createClient({ url: app.url, token, fetch: counting }))
    const first = (await events.next()).value?.seq
    // Nobody takes any for a while: the stream must not go on filling memory.
    await until(async () => streams[0]?.aborted)
    expect(first).toBe(1)
    expect(await take(events, 2_499)).toEqual(upTo(2_500, 2))
    expect(streams.length).toBeGreaterThan(1)
  }, 30_000)

  test('a signal ends it, before and while it waits; a refusal is thrown', async () => {
    const { token, append } = await person(`joan.${at}@example.org`)
    const client = createClient({ url: app.url, token, fetch: through })
    expect(await take(followEvents(client, { signal: AbortSignal.abort() }), 1)).toEqual([])
    await append(2)
    const stop = new AbortController()
    const seen: number[] = []
    for await (const { seq } of followEvents(client, { signal: stop.signal })) {
      seen.push(seq)
      if (seq === 2) setTimeout(() => stop.abort(), 20)
    }
    expect(seen).toEqual([1, 2])
    await expect(
      take(followEvents(createClient({ url: app.url, token: 'none', fetch: through })), 1),
    ).rejects.toThrow(/no longer valid/)
  })
})
