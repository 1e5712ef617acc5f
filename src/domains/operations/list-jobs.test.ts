import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { asWorker, readAsWorker } from '../../platform/db/transaction.ts'
import { sql } from 'kysely'
import { countJobs } from './count-jobs.ts'
import { listJobs } from './list-jobs.ts'
import type { JobPlace } from './listing/job-place.ts'
import { jobFilterSchema, type JobFilter, type JobPage } from './schema.ts'
import { searchJobs, type SearchAnswer, type SearchOptions } from './search-jobs.ts'

const now = new Date('2026-11-20T12:00:00Z')
const ada = '00000000-0000-4000-8000-0000000000aa'
const eve = '00000000-0000-4000-8000-0000000000ee'
const batch = '00000000-0000-4000-8000-0000000000bb'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await asWorker(database.db, async (tx) => {
    await sql`insert into users (id, email) values (${ada}, 'ada@example.org'), (${eve}, 'eve@example.org')`.execute(
      tx,
    )
    await sql`insert into job_batch (id, total, pending) values (${batch}, 7, 0)`.execute(tx)
    // Three states, four tasks of two lanes, two people and nobody; two jobs end at the same moment each time.
    await sql`
      insert into job (task, lane, state, payload, user_id, max_attempts, unique_key, batch_id, attempt, error_code,
        error_message, fingerprint, created_at, run_at, started_at, attempt_started_at, finished_at)
      select 'task.' || n % 4, case when n % 4 < 2 then 'default' else 'agents' end,
        (array['succeeded', 'succeeded', 'failed', 'succeeded', 'cancelled'])[1 + n % 5], '{}',
        (array[null, ${ada}, ${eve}]::uuid[])[1 + n % 3], 4, 'thing:' || n % 10 || ':' || n,
        case when n % 41 = 0 then ${batch}::uuid end, 1,
        case when n % 5 = 2 then 'code_' || n % 4 when n % 5 = 4 then 'cancelled' end,
        case when n % 5 = 2 then 'It broke at 100% of ' || n end, case when n % 5 = 2 then 'print' || n % 4 end,
        at - interval '3 seconds', at - interval '2 seconds', at - interval '1 second', at - interval '1 second', at
      from generate_series(0, 299) n, lateral (
        select ${now}::timestamptz - make_interval(secs => 60 * (n / 2)::int) as at) times`.execute(tx)
    await sql`
      insert into job_failure (fingerprint, task, lane, code, message, count)
      select 'print' || n, 'task.' || n, case when n < 2 then 'default' else 'agents' end, 'code_' || n,
        'It broke at 100% of N', 15 from generate_series(0, 3) n`.execute(tx)
    await sql`
      insert into job (task, lane, state, payload, user_id, max_attempts, priority, run_at, created_at, attempt_started_at)
      select 'task.' || n % 4, 'default', case when n < 20 then 'queued' else 'running' end, '{}', ${ada}, 4, n % 3 - 1,
        ${now}::timestamptz + make_interval(mins => (n - 10)::int), ${now}::timestamptz - interval '30 minutes',
        case when n >= 20 then ${now}::timestamptz - make_interval(mins => n::int) end
      from generate_series(0, 23) n`.execute(tx)
  })
})
afterAll(() => database.drop())

const filterOf = (given: Partial<JobFilter>): JobFilter => jobFilterSchema.parse(given)

function list(
  given: Partial<JobFilter>,
  options: { cursor?: string | null; limit?: number } = {},
): Promise<JobPage> {
  return readAsWorker(database.db, (tx) => listJobs(tx, filterOf(given), { limit: 50, now, ...options }))
}

async function everything(given: Partial<JobFilter>, limit = 7): Promise<JobPage['items']> {
  const items: JobPage['items'] = []
  let cursor: string | null = null
  do {
    const page: JobPage = await list(given, { cursor, limit })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}

/** The same question without any cleverness. */
async function expected(where: string, order: string): Promise<string[]> {
  return asWorker(database.db, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from job where ${sql.raw(where)} order by ${sql.raw(order)}`.execute(tx)
    return rows.map((row) => row.id)
  })
}

const ended = 'finished_at desc, id desc'
const either = 'coalesce(finished_at, created_at) desc, id desc'
const at = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString()

test.each<[string, Partial<JobFilter>, string, string]>([
  ['a state', { state: 'succeeded' }, `state = 'succeeded'`, ended],
  ['what is due', { state: 'queued' }, `state = 'queued' and run_at <= '${at(0)}'`, 'priority, run_at, id'],
  ['what starts later', { state: 'scheduled' }, `state = 'queued' and run_at > '${at(0)}'`, 'run_at, id'],
  ['what runs', { state: 'running' }, `state = 'running'`, 'attempt_started_at, id'],
  ['all', {}, 'true', either],
  ['all of a task', { task: 'task.1' }, `task = 'task.1'`, either],
  ['a lane', { state: 'succeeded', lane: 'agents' }, `state = 'succeeded' and lane = 'agents'`, ended],
  ['all of a lane', { lane: 'default' }, `lane = 'default'`, either],
  ['a task and another lane', { task: 'task.1', lane: 'agents' }, 'false', either],
  ['a person', { state: 'failed', userId: ada }, `state = 'failed' and user_id = '${ada}'`, ended],
  ['an address', { email: 'EVE@example.org' }, `user_id = '${eve}'`, either],
  ['a stranger', { email: 'nobody@example.org' }, 'false', either],
  ['a person and a task', { userId: eve, task: 'task.2' }, `user_id = '${eve}' and task = 'task.2'`, either],
  ['a key', { key: 'thing:3:' }, `unique_key like 'thing:3:%'`, either],
  [
    'a key and a state',
    { key: 'thing:2', state: 'failed' },
    `unique_key like 'thing:2%' and state = 'failed'`,
    ended,
  ],
  ['a batch', { batchId: batch }, `batch_id = '${batch}'`, either],
  ['a code', { error: 'code_3' }, `error_code = 'code_3'`, either],
  [
    'a code of a task',
    { error: 'code_', task: 'task.3' },
    `error_code like 'code_%' and task = 'task.3'`,
    either,
  ],
  ['a message', { state: 'failed', error: '100%' }, `error_message like '%100\\%%'`, ended],
  [
    'a message and a person',
    { error: 'BROKE', userId: ada },
    `fingerprint is not null and user_id = '${ada}'`,
    either,
  ],
  ['a code without a group', { state: 'cancelled', error: 'cancelled' }, `error_code = 'cancelled'`, ended],
  ['a group', { fingerprint: 'print2' }, `fingerprint = 'print2'`, either],
  ['a group of another task', { fingerprint: 'print2', task: 'task.1' }, 'false', either],
  [
    'times',
    { state: 'failed', from: at(50), to: at(10) },
    `state = 'failed' and finished_at >= '${at(50)}' and finished_at < '${at(10)}'`,
    ended,
  ],
  ['what isn’t there', { key: 'nothing', error: 'nothing' }, 'false', either],
])('pages through %s, each job once and in order', async (_name, filter, where, order) => {
  const ids = await expected(where, order)
  expect((await everything(filter)).map(({ id }) => id)).toEqual(ids)
  const counted = await readAsWorker(database.db, (tx) => countJobs(tx, filterOf(filter), now))
  expect(counted).toEqual({ count: ids.length, more: false })
})

test.each<[string, Partial<JobFilter>, string]>([
  ['a person and a task', { userId: ada, task: 'task.3' }, `user_id = '${ada}' and task = 'task.3'`],
  ['a key of many', { key: 'thing:3:' }, `unique_key like 'thing:3:%'`],
  [
    'a key and a lane',
    { key: 'thing:2:', lane: 'agents' },
    `unique_key like 'thing:2:%' and lane = 'agents'`,
  ],
  [
    'a large batch of a task',
    { batchId: batch, task: 'task.1' },
    `batch_id = '${batch}' and task = 'task.1'`,
  ],
  [
    'a code of a key',
    { error: 'code_1', key: 'thing:7:' },
    `error_code = 'code_1' and unique_key like 'thing:7:%'`,
  ],
])(
  'a search that no index serves stops, says where, and goes on from there: %s',
  async (_name, given, where) => {
    const ids = await expected(where, either)
    const found: string[] = []
    let after: JobPlace | null = null
    let stops = 0
    do {
      const options: SearchOptions = { after, limit: 5, now, window: 18, smallSet: 0 }
      const answer: SearchAnswer = await readAsWorker(database.db, (tx) =>
        searchJobs(tx, filterOf(given), options),
      )
      found.push(...answer.found.map(({ id }) => id))
      if (answer.stopped) stops++
      after = answer.next
    } while (after)
    expect(found).toEqual(ids)
    expect(stops).toBeGreaterThan(0)
  },
)

test('a job in a list says what it is, whose, and how long it took', async () => {
  const [item] = (await list({ state: 'failed', userId: ada }, { limit: 1 })).items
  expect(item).toMatchObject({
    state: 'failed',
    person: { id: ada, email: 'ada@example.org' },
    waitMs: 1000,
    durationMs: 1000,
    attempt: 1,
    maxAttempts: 4,
    progress: null,
  })
})

test('a cursor of another list or none at all is refused', async () => {
  const { nextCursor } = await list({ state: 'failed' }, { limit: 1 })
  await expect(list({ state: 'succeeded' }, { cursor: nextCursor })).rejects.toMatchObject({
    code: 'cursor_invalid',
  })
  for (const cursor of ['x', 'W10', Buffer.from('["failed","-1","x",0]').toString('base64url')])
    await expect(list({ state: 'failed' }, { cursor })).rejects.toMatchObject({ code: 'cursor_invalid' })
})

test('what Postgres can’t hold finds nothing and breaks nothing', async () => {
  expect((await list({ key: 'a\0b', error: '\uD800%_\\' })).items).toEqual([])
})
