import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

export interface HistorySize {
  finished: number
  queued: number
  people: number
}

const person = (n: string) => `pg_temp.id('person' || ${n})`

/** The same name always gives the same id. */
const namedIds = `
  create function pg_temp.id(name text) returns uuid language sql immutable as
    $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$`

/** Tasks, people, keys and failures as a year of use leaves them: a few do most, most do little. */
const picks = `
  (1 + 20 * power(random(), 2))::int as task, floor(power(random(), 3) * $2)::int as person, random() as state,
  random() as keyed, random() as extra`

const finished = `
  insert into job (task, lane, state, payload, user_id, max_attempts, unique_key, batch_id, parent_id, schedule_id, attempt,
    error_code, error_words, error_message, fingerprint, result, run_at, started_at, attempt_started_at, finished_at, created_at)
  select 'bench.task' || task, (array['agents', 'default', 'default', 'scraping'])[1 + task % 4],
    case when state < 0.93 then 'succeeded' when state < 0.97 then 'failed' else 'cancelled' end,
    jsonb_build_object('runId', pg_temp.id(n::text)), case when extra < 0.9 then ${person('person')} end, 4,
    case when keyed < 0.3 then 'match:' || person || ':' || n when keyed < 0.31 then 'capture:' || n end,
    case when extra > 0.99 then pg_temp.id('batch' || n % 50) end,
    null, case when extra > 0.98 and extra < 0.99 then pg_temp.id('schedule' || n % 10) end, 1,
    case when state >= 0.93 and state < 0.97 then 'code_' || n % 7 when state >= 0.97 then 'job_cancelled' end,
    case when state >= 0.93 then 'It stopped.' end,
    case when state >= 0.93 and state < 0.97 then 'connect ECONNREFUSED 10.0.0.' || n % 250 end,
    case when state >= 0.93 and state < 0.97 then 'print' || task || ':' || n % 7 end,
    case when state < 0.93 then '{"ok": true}'::jsonb end,
    at - interval '3 seconds', at - interval '2 seconds', at - interval '2 seconds', at, at - interval '3 seconds'
  from (
    select n, now() - make_interval(secs => ($3::int - n) * 0.6) as at, ${picks} from generate_series($1::int, $4::int) n offset 0
  ) made`

const queued = `
  insert into job (task, lane, state, payload, user_id, max_attempts, priority, turn, run_at, created_at)
  select 'bench.task' || task, (array['agents', 'default', 'default', 'scraping'])[1 + task % 4], 'queued', '{}',
    ${person('person')}, 4, n % 5 - 2, n, now() + make_interval(secs => n % 4000 - 3000), now() - interval '1 hour'
  from (select n, ${picks} from generate_series(1, $1::int) n offset 0) made`

const rest = [
  `insert into job_failure (fingerprint, task, lane, code, message, count, last_seen_at)
   select fingerprint, max(task), max(lane), max(error_code), max(error_message), count(*), max(finished_at)
   from job where fingerprint is not null group by fingerprint`,
  `insert into job_attempt (job_id, attempt, user_id, worker_id, state, error_code, error_message, error_stack, started_at, finished_at)
   select id, 1, user_id, pg_temp.id('worker'), 'failed', error_code, error_message, repeat('    at work (work.ts:1:1)' || chr(10), 12),
     attempt_started_at, finished_at from job where state = 'failed'`,
  `insert into job_stat (resolution, bucket, worker_id, task, lane, succeeded, wait_histogram, duration_histogram)
   select resolution, date_bin(width::interval, now(), 'epoch') - n * width::interval, pg_temp.id('worker' || w), 'bench.task' || task,
     'default', 50, array_fill(1, array[40]), array_fill(1, array[60])
   from (values ('minute', '1 minute', 120, 2), ('ten', '10 minutes', 156, 1), ('hour', '1 hour', 168, 1)) kinds (resolution, width, points, workers),
     lateral generate_series(0, points) n, lateral generate_series(1, workers) w, generate_series(1, 20) task`,
  `insert into audit_event (actor_id, actor_role, action, target_type, target_id, reason)
   select ${person('n % 5')}, 'operator', 'jobs.retry', 'job', pg_temp.id(n::text)::text, 'Again' from generate_series(1, 20000) n`,
  'vacuum analyze',
]

/** Fills the database as a superuser; what other rows refer to comes first. */
export async function seedHistory(connectionString: string, size: HistorySize): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    await client.query(namedIds)
    await client.query(
      `insert into users (id, email) select ${person('n')}, 'person' || n || '@example.com' from generate_series(0, $1::int) n`,
      [size.people],
    )
    await client.query(
      `insert into job_batch (id, total, pending) select pg_temp.id('batch' || n), 200, 0 from generate_series(0, 49) n`,
    )
    const step = 100_000
    for (let from = 1; from <= size.finished; from += step) {
      const to = Math.min(size.finished, from + step - 1)
      await client.query(finished, [from, size.people, size.finished, to])
      // Lets go of the processor for a moment: others measure too.
      await delay(0)
    }
    await client.query(queued, [size.queued, size.people])
    for (const statement of rest) await client.query(statement)
  } finally {
    await client.end()
  }
}
