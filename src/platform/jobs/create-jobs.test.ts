import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { recordQuery } from '../../testing/record-query.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { defineTask } from './define-task.ts'
import type { Lane } from './lanes.ts'
import { insertJob } from './enqueue-queries.ts'
import type { EnqueueOptions, UniqueOptions } from './jobs.ts'
import type { JobRow } from './queries.ts'

const payload = z.object({ n: z.number() })
const taskIn = (lane: Lane, more = {}) =>
  defineTask({ name: `test.${lane}`, lane, payload, handle: async () => null, ...more })
const agents = taskIn('agents')
const plain = taskIn('default')

let engine: EngineWithDatabase
let jobs: EngineWithDatabase['ctx']['jobs']
beforeAll(async () => {
  engine = await createEngineWithDatabase([agents, plain])
  jobs = engine.ctx.jobs
})
afterAll(() => engine.stop())

function enqueue(task: typeof plain, options: EnqueueOptions, n = 1): Promise<string> {
  return asWorker(engine.ctx.db, (tx) => jobs.enqueue(tx, task, { n }, options))
}

async function readJob(id: string): Promise<JobRow> {
  return asWorker(engine.ctx.db, (tx) =>
    tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

interface Transport {
  priority: number
  run_at: Date
}

async function transportOf(jobId: string): Promise<Transport | null> {
  await jobs.idle()
  const { rows } = await engine.database.pool.query<Transport>(
    'select priority, run_at from graphile_worker.jobs where key = $1',
    [`job:${jobId}`],
  )
  return rows[0] ?? null
}

describe('enqueue', () => {
  test('keeps what the caller says, and the task’s priority where they say none', async () => {
    const userId = await engine.addPerson()
    const parentId = await enqueue(plain, { userId })
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const id = await enqueue(taskIn('default', { priority: 7 }), { userId, parentId, traceparent })
    expect(await readJob(id)).toMatchObject({ priority: 7, parent_id: parentId, traceparent })
    expect((await readJob(id)).turn).toBeGreaterThan((await readJob(parentId)).turn)
    expect((await transportOf(id))?.priority).toBe(7 * 320 + 1)
    const urgent = await enqueue(plain, { userId, priority: -100 })
    expect((await transportOf(urgent))?.priority).toBe(-100 * 320 + 2)
  })

  test.each([101, -101, 1.5, Number.NaN])('refuses the priority %d', async (priority) => {
    await expect(enqueue(plain, { userId: null, priority })).rejects.toThrow(RangeError)
  })

  test('holds what is beyond the person’s places in the lane, unless it is for later', async () => {
    const userId = await engine.addPerson()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await enqueue(agents, { userId }))
    const later = await enqueue(agents, { userId, runAt: new Date(Date.now() + 60_000) })
    const rows = await Promise.all(ids.map(readJob))
    expect(rows.map((job) => job.held)).toEqual([null, null, null, 'person', 'person'])
    expect(rows.map((job) => job.turn)).toEqual(rows.map((job) => job.turn).toSorted((a, b) => a - b))
    expect(new Set(rows.map((job) => job.turn)).size).toBe(5)
    expect((await transportOf(ids[2] ?? ''))?.priority).toBe(2)
    expect((await Promise.all(ids.map(transportOf))).map((sent) => sent !== null)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect((await readJob(later)).held).toBeNull()
    expect(await transportOf(later)).not.toBeNull()
    const stranger = await enqueue(agents, { userId: await engine.addPerson() })
    expect((await readJob(stranger)).held).toBeNull()
    expect((await transportOf(stranger))?.priority).toBe(0)
  })

  test('lets an operator’s limit go before the code’s, and holds no job of the system', async () => {
    const limit = (perPerson: number) =>
      engine.database.pool.query('insert into job_lane (lane, per_person) values ($1, $2)', [
        'scraping',
        perPerson,
      ])
    const scraping = taskIn('scraping')
    await limit(1)
    const userId = await engine.addPerson()
    await enqueue(scraping, { userId })
    expect((await readJob(await enqueue(scraping, { userId }))).held).toBe('person')
    await enqueue(scraping, { userId: null })
    expect((await readJob(await enqueue(scraping, { userId: null }))).held).toBeNull()
  })

  test('reads no more when 20,000 of the person’s jobs wait', async () => {
    const [few, many] = [await engine.addPerson(), await engine.addPerson()]
    await asWorker(engine.ctx.db, (tx) =>
      sql`insert into job (task, lane, payload, user_id, max_attempts, turn)
        select 'test.agents', 'agents', '{}', ${many}::uuid, 4, n from generate_series(0, 19999) as n`.execute(
        tx,
      ),
    )
    const alone = await pagesRead(few)
    expect(alone).toBeGreaterThan(5)
    // Some indexes are a level deeper; their jobs alone fill hundreds of pages.
    expect(await pagesRead(many)).toBeLessThan(alone + 60)
  })
})

const someJob = {
  task: 'test.agents',
  lane: 'agents',
  perPerson: 3,
  payload: { n: 1 },
  priority: 0,
  maxAttempts: 4,
  parentId: null,
  batchId: null,
  scheduleId: null,
  runAt: null,
  traceparent: null,
  unique: null,
}

/** How many pages Postgres looks at to enqueue a job of this person, as themselves; nothing is kept. */
async function pagesRead(userId: string): Promise<number> {
  const { sql: statement, parameters } = await recordQuery((db) =>
    db.transaction().execute((tx) => insertJob(tx, { ...someJob, userId })),
  )
  const client = await engine.database.pool.connect()
  try {
    await client.query(`begin; set local role jobpilot_request; set local app.user_id = '${userId}'`)
    const run = `explain (analyze, buffers, format json) ${statement}`
    // The first time also reads what Postgres knows about functions.
    await client.query(run, parameters)
    const { rows } = await client.query(run, parameters)
    await client.query('rollback')
    const plan = z.array(z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: buffersSchema })]) })).parse(rows)
    const buffers = plan[0]?.['QUERY PLAN'][0].Plan
    return (buffers?.['Shared Hit Blocks'] ?? 0) + (buffers?.['Shared Read Blocks'] ?? 0)
  } finally {
    client.release()
  }
}

const buffersSchema = z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() })

const keyed = async (unique: UniqueOptions, n: number, userId: string | null = null, more = {}) =>
  enqueue(plain, { userId, unique, ...more }, n)
const soon = (ms: number) => new Date(Date.now() + ms)

describe('a unique key', () => {
  test('of a job that waits or runs is answered with that job', async () => {
    const first = await keyed({ key: 'kept', mode: 'keep' }, 1)
    expect(await enqueue(plain, { userId: null, uniqueKey: 'kept' }, 2)).toBe(first)
    await setState(first, 'running')
    expect(await keyed({ key: 'kept', mode: 'keep' }, 3)).toBe(first)
    expect((await readJob(first)).payload).toEqual({ n: 1 })
    await setState(first, 'succeeded')
    expect(await keyed({ key: 'kept', mode: 'keep' }, 4)).not.toBe(first)
  })

  test('is each person’s own', async () => {
    const first = await keyed({ key: 'own', mode: 'replace' }, 1, await engine.addPerson())
    expect(await keyed({ key: 'own', mode: 'replace' }, 1, await engine.addPerson())).not.toBe(first)
  })

  test('with replace gives a waiting job the new payload, priority and time', async () => {
    const runAt = soon(60_000)
    const first = await keyed({ key: 'replaced', mode: 'replace' }, 1)
    expect(await keyed({ key: 'replaced', mode: 'replace' }, 2, null, { priority: 3, runAt })).toBe(first)
    expect(await readJob(first)).toMatchObject({ payload: { n: 2 }, priority: 3, run_at: runAt })
    expect((await transportOf(first))?.run_at).toEqual(runAt)
  })

  test('with replace leaves a job alone that runs, or has begun and waits for its next attempt', async () => {
    const first = await keyed({ key: 'behind', mode: 'replace' }, 1)
    await setState(first, 'running')
    const second = await keyed({ key: 'behind', mode: 'replace' }, 2)
    expect(second).not.toBe(first)
    await setState(first, 'queued')
    expect(await keyed({ key: 'behind', mode: 'replace' }, 3)).toBe(second)
    expect((await readJob(first)).payload).toEqual({ n: 1 })
  })

  test('with debounce moves the start, but not past the longest wait', async () => {
    const unique: UniqueOptions = { key: 'calm', mode: 'debounce', delayMs: 60_000, maxWaitMs: 90_000 }
    const first = await keyed(unique, 1)
    const wait = async () => {
      const job = await readJob(first)
      return job.run_at.getTime() - job.created_at.getTime()
    }
    expect(await wait()).toBe(60_000)
    await age(first, 20_000)
    expect(await keyed(unique, 2)).toBe(first)
    expect(await wait()).toBeGreaterThanOrEqual(80_000)
    expect(await wait()).toBeLessThan(85_000)
    await age(first, 40_000)
    expect(await keyed(unique, 3)).toBe(first)
    expect(await wait()).toBe(90_000)
    expect(await readJob(first)).toMatchObject({ payload: { n: 3 } })
    expect((await transportOf(first))?.run_at).toEqual((await readJob(first)).run_at)
  })

  test.each([{}, { delayMs: 0 }, { delayMs: 100, maxWaitMs: 50 }])(
    'refuses the debounce %j',
    async (more) => {
      await expect(keyed({ key: 'bad', mode: 'debounce', ...more }, 1)).rejects.toThrow(RangeError)
    },
  )

  test.each(['keep', 'replace', 'debounce'] as const)('holds against 32 at once: %s', async (mode) => {
    const unique = { key: `flock-${mode}`, mode, ...(mode === 'debounce' ? { delayMs: 1_000 } : {}) }
    const userId = await engine.addPerson()
    const ids = await Promise.all(
      Array.from({ length: 32 }, (_, n) =>
        asUser(engine.ctx.db, userId, (tx) => jobs.enqueue(tx, plain, { n }, { userId, unique })),
      ),
    )
    expect(new Set(ids).size).toBe(1)
    expect(await transportOf(ids[0] ?? '')).not.toBeNull()
  })
})

/** As the worker would: an attempt has begun once it ran. */
async function setState(jobId: string, state: JobRow['state']): Promise<void> {
  await engine.database.pool.query(
    `begin; set local role jobpilot_worker; update job set state = '${state}', attempt = 1 where id = '${jobId}'; commit`,
  )
}

async function age(jobId: string, ms: number): Promise<void> {
  await engine.database.pool.query(
    `begin; set local role jobpilot_worker;
     update job set created_at = created_at - interval '${ms} ms', run_at = run_at - interval '${ms} ms' where id = '${jobId}';
     commit`,
  )
}

describe('enqueueMany', () => {
  test('keeps the order of the caller in ids, turns and transports, also over chunks', async () => {
    const userId = await engine.addPerson()
    const first = await enqueue(plain, { userId })
    const payloads = Array.from({ length: 5_010 }, (_, n) => ({ n }))
    const ids = await asUser(engine.ctx.db, userId, (tx) =>
      jobs.enqueueMany(tx, plain, payloads, { userId, parentId: first, priority: 2 }),
    )
    const rows = await asUser(engine.ctx.db, userId, (tx) =>
      tx.selectFrom('job').selectAll().where('parent_id', '=', first).orderBy('turn').execute(),
    )
    expect(rows.map((job) => job.id)).toEqual(ids)
    expect(rows.map((job) => job.payload)).toEqual(payloads)
    const before = (await readJob(first)).turn
    expect(rows.map((job) => job.turn)).toEqual(payloads.map(({ n }) => before + n + 1))
    await jobs.idle()
    const { rows: sent } = await engine.database.pool.query<{ key: string; priority: number }>(
      'select key, priority from graphile_worker.jobs where key = any($1) order by priority, run_at, id',
      [ids.map((id) => `job:${id}`)],
    )
    expect(sent.map(({ key }) => key)).toEqual(ids.map((id) => `job:${id}`))
    expect(sent[0]?.priority).toBe(2 * 320 + 1)
    expect(sent.at(-1)?.priority).toBe(2 * 320 + 319)
  })

  test('holds what is beyond the person’s places', async () => {
    const userId = await engine.addPerson()
    await enqueue(agents, { userId })
    const ids = await asWorker(engine.ctx.db, (tx) =>
      jobs.enqueueMany(tx, agents, [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }], { userId }),
    )
    const rows = await Promise.all(ids.map(readJob))
    expect(rows.map((job) => job.held)).toEqual([null, null, 'person', 'person'])
    const sent = await Promise.all(ids.map(transportOf))
    expect(sent.map((transport) => transport !== null)).toEqual([true, true, false, false])
  })

  test('stores nothing when one payload is wrong, and nothing for nobody', async () => {
    const userId = await engine.addPerson()
    const wrong = asUser(engine.ctx.db, userId, (tx) =>
      jobs.enqueueMany(tx, plain, [{ n: 1 }, { n: Number.NaN }], { userId }),
    )
    await expect(wrong).rejects.toThrow(z.ZodError)
    const foreign = asUser(engine.ctx.db, await engine.addPerson(), (tx) =>
      jobs.enqueueMany(tx, plain, [{ n: 1 }], { userId }),
    )
    await expect(foreign).rejects.toThrow(/row-level security/)
    const none = await asUser(engine.ctx.db, userId, async (tx) => [
      ...(await jobs.enqueueMany(tx, plain, [], { userId })),
      ...(await tx.selectFrom('job').select('id').execute()),
    ])
    expect(none).toEqual([])
  })
})

test('one job is sent before the rest of a heap that was enqueued earlier', async () => {
  const [busy, calm] = [await engine.addPerson(), await engine.addPerson()]
  const heap = Array.from({ length: 2_000 }, (_, n) => ({ n }))
  const { ids, id } = await asWorker(engine.ctx.db, async (tx) => ({
    ids: await jobs.enqueueMany(tx, plain, heap, { userId: busy }),
    id: await jobs.enqueue(tx, plain, { n: 1 }, { userId: calm }),
  }))
  await jobs.idle()
  const { rows: sent } = await engine.database.pool.query<{ key: string }>(
    'select key from graphile_worker.jobs where key = any($1) order by id',
    [[id, ...ids].map((jobId) => `job:${jobId}`)],
  )
  expect(sent).toHaveLength(2_001)
  expect(sent.findIndex(({ key }) => key === `job:${id}`)).toBeLessThan(1_000)
})
