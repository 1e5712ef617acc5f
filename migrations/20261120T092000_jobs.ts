import { sql, type Kysely } from 'kysely'

/**
 * Our own job rows are the truth of background work; Graphile Worker carries only their ids. The request
 * role may not touch its tables, so transport goes through functions of the schema's owner.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createJobTables(db)
  await createWorkerTable(db)
  await createTransportFunctions(db)
  await createEventTables(db)
}

async function createJobTables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job (
      id uuid primary key default gen_random_uuid(),
      task text not null,
      lane text not null,
      state text not null default 'queued'
        constraint job_state_known check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
      payload jsonb not null,
      user_id uuid constraint job_user_exists references users (id) on delete cascade,
      parent_id uuid constraint job_parent_exists references job (id) on delete set null,
      priority smallint not null default 0,
      run_at timestamptz not null default now(),
      attempt integer not null default 0,
      handed_back integer not null default 0,
      max_attempts integer not null constraint job_max_attempts_positive check (max_attempts > 0),
      unique_key text,
      traceparent text,
      result jsonb,
      error_code text,
      error_words text,
      error_message text,
      cancel_requested_at timestamptz,
      cancel_reason text,
      worker_id uuid,
      started_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create unique index job_one_per_key on job (task, unique_key, user_id) nulls not distinct
    where unique_key is not null and state in ('queued', 'running')`.execute(db)
  await sql`create index job_waiting on job (lane, user_id) where state = 'queued'`.execute(db)
  await sql`create index job_due on job (run_at) where state = 'queued'`.execute(db)
  await sql`create index job_running on job (worker_id) where state = 'running'`.execute(db)
  await sql`create index job_of_person on job (user_id, created_at)`.execute(db)
  await sql`create index job_children on job (parent_id) where parent_id is not null`.execute(db)
  await sql`create trigger job_updated_at before update on job
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`call app.protect_user_table('job')`.execute(db)
  await sql`
    create table job_attempt (
      job_id uuid not null constraint job_attempt_job_exists references job (id) on delete cascade,
      attempt integer not null,
      user_id uuid constraint job_attempt_user_exists references users (id) on delete cascade,
      worker_id uuid not null,
      state text not null default 'running' constraint job_attempt_state_known
        check (state in ('running', 'succeeded', 'failed', 'cancelled', 'lost', 'handed_back')),
      error_code text,
      error_message text,
      error_stack text,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      primary key (job_id, attempt)
    )`.execute(db)
  await sql`create index job_attempt_of_person on job_attempt (user_id)`.execute(db)
  await sql`call app.protect_user_table('job_attempt')`.execute(db)
}

async function createWorkerTable(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence worker_lock_key as integer cycle`.execute(db)
  await sql`grant usage on sequence worker_lock_key to jobpilot_worker`.execute(db)
  // A worker lives as long as its session holds the advisory lock (7202, lock_key).
  await sql`
    create table worker (
      id uuid primary key,
      lock_key integer not null constraint worker_lock_key_once unique,
      pool_ids text[] not null default '{}',
      host text not null,
      pid integer not null,
      version text not null,
      busy integer not null default 0,
      memory_bytes bigint not null default 0,
      started_at timestamptz not null default now(),
      heartbeat_at timestamptz not null default now(),
      stopped_at timestamptz,
      stop_reason text
    )`.execute(db)
  await sql`grant select, insert, update, delete on worker to jobpilot_worker`.execute(db)
}

async function createTransportFunctions(db: Kysely<unknown>): Promise<void> {
  // Our own row counts attempts: the transport's limit is only out of the way.
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
  // What dead pools had fetched is dropped; the caller decides which of those jobs travel again.
  await sql`
    create function app.drop_transport_of_pools(pool_ids text[])
    returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      held bigint[];
      carried uuid[];
    begin
      select array_agg(id), array_agg(substr(key, 5)::uuid) filter (where key like 'job:%') into held, carried
        from graphile_worker.jobs where locked_by = any(pool_ids);
      if held is null then return; end if;
      perform graphile_worker.force_unlock_workers(pool_ids);
      perform graphile_worker.complete_jobs(held);
      return query select unnest(carried);
    end $$`.execute(db)
  for (const name of [
    'enqueue_transport(uuid, text, timestamptz, integer)',
    'has_transport(uuid)',
    'drop_transport_of_pools(text[])',
  ]) {
    await sql`revoke execute on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to jobpilot_worker`.execute(db)
  }
  await sql`grant execute on function app.enqueue_transport(uuid, text, timestamptz, integer)
    to jobpilot_request`.execute(db)
}

async function createEventTables(db: Kysely<unknown>): Promise<void> {
  // The row lock on a person's counter makes the order of numbers the order of commits.
  await sql`
    create table event_sequence (
      user_id uuid primary key constraint event_sequence_user_exists references users (id) on delete cascade,
      last_seq bigint not null
    )`.execute(db)
  await sql`call app.protect_user_table('event_sequence')`.execute(db)
  await sql`
    create table run_event (
      user_id uuid not null constraint run_event_user_exists references users (id) on delete cascade,
      seq bigint not null,
      run_id uuid not null,
      agent text not null,
      type text not null,
      step text,
      words text not null,
      data jsonb not null default '{}',
      at timestamptz not null default clock_timestamp(),
      primary key (user_id, seq)
    )`.execute(db)
  await sql`create index run_event_of_run on run_event (run_id, seq)`.execute(db)
  await sql`call app.protect_user_table('run_event')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table run_event`.execute(db)
  await sql`drop table event_sequence`.execute(db)
  await sql`drop function app.drop_transport_of_pools(text[])`.execute(db)
  await sql`drop function app.has_transport(uuid)`.execute(db)
  await sql`drop function app.enqueue_transport(uuid, text, timestamptz, integer)`.execute(db)
  await sql`drop table worker`.execute(db)
  await sql`drop sequence worker_lock_key`.execute(db)
  await sql`drop table job_attempt`.execute(db)
  await sql`drop table job`.execute(db)
}
