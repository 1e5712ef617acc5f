import { sql, type Kysely } from 'kysely'

/** Lanes with limits, fair turns, holds, batches, schedules, statistics and the failures of the job engine. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendJob(db)
  await indexJob(db)
  await createJobSatellites(db)
  await createSystemTables(db)
  await createTransportFunctions(db)
}

async function extendJob(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_batch (
      id uuid primary key default gen_random_uuid(),
      user_id uuid constraint job_batch_user_exists references users (id) on delete cascade,
      total integer not null,
      pending integer not null,
      failed integer not null default 0,
      cancelled integer not null default 0,
      completion jsonb,
      completion_job_id uuid,
      created_at timestamptz not null default now(),
      finished_at timestamptz
    )`.execute(db)
  await sql`create index job_batch_of_person on job_batch (user_id)`.execute(db)
  await sql`call app.protect_user_table('job_batch')`.execute(db)
  await sql`alter table job
    add column turn integer not null default 0,
    add column held text constraint job_held_known check (held in ('person', 'task', 'lane')),
    add column unique_mode text not null default 'keep'
      constraint job_unique_mode_known check (unique_mode in ('keep', 'replace', 'debounce')),
    add column batch_id uuid constraint job_batch_exists references job_batch (id) on delete set null,
    add column schedule_id uuid,
    add column attempt_started_at timestamptz,
    add column deadline_at timestamptz,
    add column progress_percent smallint
      constraint job_progress_percent check (progress_percent between 0 and 100),
    add column progress_words text,
    add column cursor jsonb,
    add column fingerprint text,
    add column result_expires_at timestamptz`.execute(db)
  // Until now the place in the line was the priority.
  await forWorker(db, 'update job set turn = priority, priority = 0 where priority <> 0')
  await sql`alter table job add constraint job_priority_range check (priority between -100 and 100)`.execute(
    db,
  )
  await sql`alter table job_attempt add column logs jsonb`.execute(db)
  await sql`alter table worker add column lanes jsonb not null default '{}'`.execute(db)
}

/** Row-level security is forced on the owner as well, so a migration changes rows as the worker. */
async function forWorker(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql`set local role jobpilot_worker`.execute(db)
  await sql.raw(statement).execute(db)
  await sql`reset role`.execute(db)
}

async function indexJob(db: Kysely<unknown>): Promise<void> {
  await sql`drop index job_one_per_key`.execute(db)
  await sql`drop index job_waiting`.execute(db)
  await sql`drop index job_due`.execute(db)
  await sql`create unique index job_one_per_key on job (task, unique_key, user_id) nulls not distinct
    where unique_key is not null and unique_mode = 'keep' and state in ('queued', 'running')`.execute(db)
  // Only those that have not begun: one that goes back into the queue must not meet the one that waits behind it.
  await sql`create unique index job_one_waiting_per_key on job (task, unique_key, user_id) nulls not distinct
    where unique_key is not null and unique_mode <> 'keep' and state = 'queued' and attempt = 0`.execute(db)
  await sql`create index job_turns on job (lane, user_id, turn) where state = 'queued'`.execute(db)
  await sql`create index job_due on job (run_at, id) where state = 'queued'`.execute(db)
  await sql`create index job_held on job (lane, user_id, priority, turn)
    where state = 'queued' and held is not null`.execute(db)
  await sql`create index job_held_in_line on job (lane, priority, turn)
    where state = 'queued' and held in ('lane', 'task')`.execute(db)
  await sql`create index job_of_batch on job (batch_id) where batch_id is not null`.execute(db)
  await sql`create index job_result_expiring on job (result_expires_at)
    where result_expires_at is not null`.execute(db)
  // What the console pages through: finished rows in the order of their end.
  await sql`create index job_finished on job (state, finished_at, id) where finished_at is not null`.execute(
    db,
  )
  await sql`create index job_finished_of_task on job (task, state, finished_at, id)
    where finished_at is not null`.execute(db)
  await sql`drop index job_of_person`.execute(db)
  await sql`create index job_of_person on job (user_id, state, finished_at)`.execute(db)
  await sql`create index job_of_key on job (unique_key text_pattern_ops, created_at)
    where unique_key is not null`.execute(db)
  await sql`create index job_of_fingerprint on job (fingerprint, finished_at)
    where fingerprint is not null`.execute(db)
  await sql`create index job_of_schedule on job (schedule_id, created_at) where schedule_id is not null`.execute(
    db,
  )
}

async function createJobSatellites(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_event (
      id bigint generated always as identity primary key,
      job_id uuid not null constraint job_event_job_exists references job (id) on delete cascade,
      user_id uuid constraint job_event_user_exists references users (id) on delete cascade,
      at timestamptz not null default clock_timestamp(),
      type text not null,
      words text not null,
      data jsonb not null default '{}'
    )`.execute(db)
  await sql`create index job_event_of_job on job_event (job_id, id)`.execute(db)
  await sql`create index job_event_of_person on job_event (user_id) where user_id is not null`.execute(db)
  await sql`call app.protect_user_table('job_event')`.execute(db)
  // An operator's pause: what is null holds for all. People see the ones that concern them, and change none.
  await sql`
    create table job_hold (
      id uuid primary key default gen_random_uuid(),
      lane text,
      task text,
      user_id uuid constraint job_hold_user_exists references users (id) on delete cascade,
      reason text not null,
      actor_id uuid constraint job_hold_actor_exists references users (id) on delete set null,
      created_at timestamptz not null default now(),
      constraint job_hold_once unique nulls not distinct (lane, task, user_id)
    )`.execute(db)
  await sql`create index job_hold_of_person on job_hold (user_id)`.execute(db)
  await sql`alter table job_hold enable row level security`.execute(db)
  await sql`alter table job_hold force row level security`.execute(db)
  await sql`create policy own_rows on job_hold for select to jobpilot_request
    using (user_id is null or user_id = (select app.current_user_id()))`.execute(db)
  await sql`create policy all_rows on job_hold for all to jobpilot_worker using (true) with check (true)`.execute(
    db,
  )
  await sql`grant select on job_hold to jobpilot_request`.execute(db)
  await sql`grant select, insert, update, delete on job_hold to jobpilot_worker`.execute(db)
  await sql`
    create table job_schedule (
      id uuid primary key default gen_random_uuid(),
      name text not null,
      user_id uuid constraint job_schedule_user_exists references users (id) on delete cascade,
      task text not null,
      payload jsonb not null default '{}',
      cron text not null,
      time_zone text not null default 'UTC',
      missed text not null default 'once'
        constraint job_schedule_missed_known check (missed in ('skip', 'once', 'all')),
      next_run_at timestamptz,
      last_run_at timestamptz,
      last_job_id uuid,
      paused_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint job_schedule_once unique nulls not distinct (name, user_id)
    )`.execute(db)
  await sql`create index job_schedule_due on job_schedule (next_run_at) where paused_at is null`.execute(db)
  await sql`create index job_schedule_of_person on job_schedule (user_id)`.execute(db)
  await sql`create trigger job_schedule_updated_at before update on job_schedule
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`call app.protect_user_table('job_schedule')`.execute(db)
}

/** What belongs to nobody: operators and workers alone reach it. */
async function createSystemTables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_failure (
      fingerprint text primary key,
      task text not null,
      lane text not null,
      code text not null,
      message text not null,
      count bigint not null default 1,
      last_job_id uuid,
      first_seen_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index job_failure_recent on job_failure (last_seen_at desc, fingerprint)`.execute(db)
  // One row a worker, task and minute; later ten minutes, then an hour: workers add to rows of their own only.
  await sql`
    create table job_stat (
      resolution text not null constraint job_stat_resolution_known check (resolution in ('minute', 'ten', 'hour')),
      bucket timestamptz not null,
      worker_id uuid not null,
      task text not null,
      lane text not null,
      succeeded integer not null default 0,
      failed integer not null default 0,
      retried integer not null default 0,
      cancelled integer not null default 0,
      wait_ms_sum bigint not null default 0,
      duration_ms_sum bigint not null default 0,
      wait_histogram integer[] not null default '{}',
      duration_histogram integer[] not null default '{}',
      constraint job_stat_pkey primary key (resolution, bucket, worker_id, task)
    )`.execute(db)
  // An operator's word on a lane; without a row the limits of the code hold.
  await sql`
    create table job_lane (
      lane text primary key,
      max_running integer constraint job_lane_max_running_positive check (max_running > 0),
      per_person integer constraint job_lane_per_person_positive check (per_person > 0),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create trigger job_lane_updated_at before update on job_lane
    for each row execute function app.set_updated_at()`.execute(db)
  for (const table of ['job_failure', 'job_stat', 'job_lane']) {
    await sql`grant select, insert, update, delete on ${sql.table(table)} to jobpilot_worker`.execute(db)
  }
  await sql`grant select on job_lane to jobpilot_request`.execute(db)
  // Added to and read, never changed: not even by the worker.
  await sql`
    create table audit_event (
      id bigint generated always as identity primary key,
      at timestamptz not null default clock_timestamp(),
      actor_id uuid,
      actor_role text not null,
      action text not null,
      target_type text not null,
      target_id text,
      reason text,
      before jsonb,
      after jsonb,
      request_id text
    )`.execute(db)
  await sql`create index audit_event_of_target on audit_event (target_type, target_id, id)`.execute(db)
  await sql`create index audit_event_of_actor on audit_event (actor_id, id)`.execute(db)
  await sql`grant select, insert on audit_event to jobpilot_worker`.execute(db)
}

const signatures = [
  'transport_priority(integer, integer)',
  'line_ends(text, uuid)',
  'send_transports(uuid[], text[], timestamptz[], integer[])',
  'without_transport(uuid[])',
]

async function createTransportFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.enqueue_transport(uuid, text, timestamptz, integer)`.execute(db)
  await sql`drop function app.has_transport(uuid)`.execute(db)
  // The transport orders by a smallint: a priority's 320 places, the last of which all further ones share.
  await sql`
    create function app.transport_priority(priority integer, place integer)
    returns integer language sql immutable parallel safe
    as $$ select greatest(-100, least(100, priority)) * 320 + greatest(0, least(place, 319)) $$`.execute(db)
  // The turns of an owner's first waiting job of a lane and of the next one, each read from an end of job_turns:
  // min and max would read the whole line because of row-level security, and so would any plan that sorts.
  await sql`
    create function app.line_ends(in_lane text, owner uuid, out first integer, out next integer)
    language plpgsql stable set enable_sort = off as $$
    begin
      if owner is null then -- "is null" doesn't make the index's order one by turn alone, as "=" does
        select turn into first from public.job
          where lane = in_lane and user_id is null and state = 'queued' order by user_id, turn limit 1;
        select turn into next from public.job
          where lane = in_lane and user_id is null and state = 'queued' order by user_id desc, turn desc limit 1;
      else
        select turn into first from public.job
          where lane = in_lane and user_id = owner and state = 'queued' order by turn limit 1;
        select turn into next from public.job
          where lane = in_lane and user_id = owner and state = 'queued' order by turn desc limit 1;
      end if;
      next := coalesce(next + 1, 0);
    end $$`.execute(db)
  await sql`
    create function app.send_transports(job_ids uuid[], lanes text[], run_ats timestamptz[], priorities integer[])
    returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
      select from graphile_worker.add_jobs((
        select array_agg((lane, json_build_object('jobId', job_id), null, run_at, 32000::smallint, 'job:' || job_id,
          priority::smallint, null)::graphile_worker.job_spec)
        from unnest(job_ids, lanes, run_ats, priorities) as sent (job_id, lane, run_at, priority)))
      where cardinality(job_ids) > 0
    $$`.execute(db)
  await sql`
    create function app.without_transport(job_ids uuid[])
    returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select job_id from unnest(job_ids) as asked (job_id)
      where not exists (select from graphile_worker.jobs where key = 'job:' || job_id)
    $$`.execute(db)
  for (const signature of signatures) {
    await sql`revoke execute on function app.${sql.raw(signature)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(signature)} to jobpilot_worker, jobpilot_request`.execute(
      db,
    )
  }
}

/** One by one, as before. */
async function restoreTransportFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.enqueue_transport(job_id uuid, lane text, run_at timestamptz, priority integer)
    returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
      select from graphile_worker.add_job(
        identifier => lane, payload => json_build_object('jobId', job_id), run_at => run_at,
        max_attempts => 32000, job_key => 'job:' || job_id, priority => priority)
    $$`.execute(db)
  await sql`
    create function app.has_transport(job_id uuid)
    returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select exists (select from graphile_worker.jobs where key = 'job:' || job_id)
    $$`.execute(db)
  for (const [signature, roles] of [
    ['enqueue_transport(uuid, text, timestamptz, integer)', 'jobpilot_worker, jobpilot_request'],
    ['has_transport(uuid)', 'jobpilot_worker'],
  ]) {
    await sql`revoke execute on function app.${sql.raw(signature ?? '')} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(signature ?? '')} to ${sql.raw(roles ?? '')}`.execute(
      db,
    )
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await restoreTransportFunctions(db)
  for (const signature of signatures) await sql`drop function app.${sql.raw(signature)}`.execute(db)
  for (const table of [
    'audit_event',
    'job_lane',
    'job_stat',
    'job_failure',
    'job_schedule',
    'job_hold',
    'job_event',
  ]) {
    await sql`drop table ${sql.table(table)}`.execute(db)
  }
  await sql`alter table worker drop column lanes`.execute(db)
  await sql`alter table job_attempt drop column logs`.execute(db)
  await sql`alter table job drop constraint job_priority_range`.execute(db)
  await forWorker(db, `update job set priority = least(turn, 30000) where state = 'queued'`)
  for (const index of ['job_one_per_key', 'job_due']) await sql`drop index ${sql.table(index)}`.execute(db)
  await sql`alter table job drop column turn, drop column held, drop column unique_mode, drop column batch_id,
    drop column schedule_id, drop column attempt_started_at, drop column deadline_at, drop column progress_percent,
    drop column progress_words, drop column cursor, drop column fingerprint, drop column result_expires_at`.execute(
    db,
  )
  for (const index of ['job_finished', 'job_finished_of_task', 'job_of_person', 'job_of_key']) {
    await sql`drop index ${sql.table(index)}`.execute(db)
  }
  await sql`create unique index job_one_per_key on job (task, unique_key, user_id) nulls not distinct
    where unique_key is not null and state in ('queued', 'running')`.execute(db)
  await sql`create index job_waiting on job (lane, user_id) where state = 'queued'`.execute(db)
  await sql`create index job_of_person on job (user_id, created_at)`.execute(db)
  await sql`create index job_due on job (run_at) where state = 'queued'`.execute(db)
  await sql`drop table job_batch`.execute(db)
}
