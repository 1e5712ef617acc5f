import pg from 'pg'
import { chunksOf, type Place } from './jobs-peer.ts'

const history = `
  with people as (select array_agg(id order by id) as ids from users),
  ended as (
    insert into job (task, lane, state, payload, user_id, attempt, max_attempts, result, error_code, worker_id,
      run_at, created_at, started_at, attempt_started_at, finished_at)
    select 'bench.default', 'default', case when n % 50 = 0 then 'failed' else 'succeeded' end, '{"askedAt":0,"pauseMs":0}',
      ids[1 + n % (cardinality(ids) + 1)], 1, 4, 'null', case when n % 50 = 0 then 'internal' end, null,
      at, at, at + interval '5 ms', at + interval '5 ms', at + interval '7 ms'
    from people, generate_series(1, $1::int) n,
      lateral (select now() - make_interval(secs => n * 0.5 + random())) moment (at)
    returning id, user_id, state, started_at, finished_at)
  insert into job_attempt (job_id, attempt, user_id, worker_id, state, started_at, finished_at)
  select id, 1, user_id, '00000000-0000-4000-8000-000000000000', state, started_at, finished_at from ended`

/** Rows of jobs that have ended, with an attempt each, as a busy week would leave them. */
export async function seedHistory(place: Place, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: place.superuserConnectionString })
  await client.connect()
  try {
    // Rows are right by construction: checking their foreign keys one by one takes minutes.
    await client.query('set session_replication_role = replica')
    for (const size of chunksOf(count, 100_000)) await client.query(history, [size])
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
