import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type Caller, type TestApp } from '../../testing/app.ts'
import { pruneEvents } from './prune-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())

const NOW = new Date('2026-11-20T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)

/** Numbers the person's events on, one for each age in days, all of one run. */
async function addRun({ userId }: Caller, state: string, ages: number[]): Promise<void> {
  const runId = app.ctx.clock.uuid()
  await asWorker(app.ctx.db, async (tx) => {
    await sql`insert into agent_run (id, user_id, agent, input, state) values (${runId}, ${userId}, 'test', '{}', ${state})`.execute(
      tx,
    )
    for (const age of ages) {
      await sql`
        with counted as (
          insert into event_sequence (user_id, last_seq) values (${userId}, 1)
          on conflict (user_id) do update set last_seq = event_sequence.last_seq + 1 returning last_seq
        )
        insert into run_event (user_id, seq, run_id, agent, type, words, at)
        select ${userId}, last_seq, ${runId}, 'test', 'progress', 'on', ${daysAgo(age)} from counted`.execute(
        tx,
      )
    }
  })
}

const kept = async ({ client }: Caller) =>
  (await client.agents.history.query({ limit: 500 })).events.map(({ seq }) => seq)

test('old events of ended runs go, everybody’s, and nothing else does', async () => {
  const ada = await app.tokenFor({ email: 'ada@example.org' })
  const eve = await app.tokenFor({ email: 'eve@example.org' })
  await addRun(ada, 'succeeded', [90, 31, 30.1])
  await addRun(ada, 'running', [40, 35])
  await addRun(ada, 'failed', [32, 29.9, 1])
  await addRun(eve, 'cancelled', [31])
  await addRun(eve, 'queued', [31])
  expect(await pruneEvents(app.ctx.db, { now: NOW, batch: 2 })).toBe(5)
  expect([await kept(ada), await kept(eve)]).toEqual([[4, 5, 7, 8], [2]])
  expect(await pruneEvents(app.ctx.db, { now: NOW, batch: 2 })).toBe(0)
})

test('one call removes at most so many, and none once it is told to stop', async () => {
  const grace = await app.tokenFor({ email: 'grace@example.org' })
  await addRun(
    grace,
    'succeeded',
    Array.from({ length: 10 }, () => 60),
  )
  const some = { now: NOW, batch: 3, batches: 2 }
  expect(await pruneEvents(app.ctx.db, { ...some, signal: AbortSignal.abort() })).toBe(0)
  expect(await pruneEvents(app.ctx.db, some)).toBe(6)
  expect(await kept(grace)).toEqual([7, 8, 9, 10])
})

test('history says where it starts, and whether a page has a gap', async () => {
  const mary = await app.tokenFor({ email: 'mary@example.org' })
  const history = async (input: { after?: number; limit?: number; newest?: boolean }) => {
    const { events, startsAt, complete } = await mary.client.agents.history.query(input)
    return [events.map(({ seq }) => seq), startsAt, complete]
  }
  expect(await history({})).toEqual([[], null, true])
  await addRun(mary, 'succeeded', [50, 50, 50])
  expect(await history({})).toEqual([[1, 2, 3], 1, true])
  expect(await history({ newest: true, limit: 2 })).toEqual([[2, 3], 1, true])
  await pruneEvents(app.ctx.db, { now: NOW })
  expect(await history({})).toEqual([[], null, false])
  expect(await history({ newest: true })).toEqual([[], null, false])
  expect(await history({ after: 3 })).toEqual([[], null, true])
  await addRun(mary, 'succeeded', [2, 1])
  expect(await history({})).toEqual([[4, 5], 4, false])
  expect(await history({ limit: 1 })).toEqual([[4], 4, false])
  expect(await history({ after: 3 })).toEqual([[4, 5], 4, true])
  expect(await history({ after: 9 })).toEqual([[], 4, true])
  expect(await history({ newest: true })).toEqual([[4, 5], 4, false])
  expect(await history({ newest: true, limit: 2 })).toEqual([[4, 5], 4, true])
})

test('the stream goes on in its numbers after all before them have gone', async () => {
  const joan = await app.tokenFor({ email: 'joan@example.org' })
  await addRun(joan, 'succeeded', [50, 50])
  await pruneEvents(app.ctx.db, { now: NOW })
  const seen: number[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const { unsubscribe } = joan.client.agents.events.subscribe(
    { after: 0 },
    { onData: ({ data }) => (seen.push(data.seq), resolve()) },
  )
  await addRun(joan, 'running', [0])
  await asUser(app.ctx.db, joan.userId, async () => app.ctx.events.ring(joan.userId))
  await promise
  unsubscribe()
  expect(seen).toEqual([3])
})
