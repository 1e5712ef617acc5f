import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table agent_run (
      id uuid primary key,
      user_id uuid not null constraint agent_run_user_exists references users (id) on delete cascade,
      agent text not null,
      state text not null default 'queued'
        constraint agent_run_state_known check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
      input jsonb not null,
      job_id uuid constraint agent_run_job_exists references job (id) on delete set null,
      traceparent text,
      error_code text,
      error_words text,
      started_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index agent_run_newest on agent_run (user_id, created_at desc, id desc)`.execute(db)
  await sql`create index agent_run_job on agent_run (job_id)`.execute(db)
  await sql`create trigger agent_run_updated_at before update on agent_run
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`call app.protect_user_table('agent_run')`.execute(db)
  // One row per committed step: its presence is what a later attempt skips by.
  await sql`
    create table agent_step (
      run_id uuid not null constraint agent_step_run_exists references agent_run (id) on delete cascade,
      name text not null,
      user_id uuid not null constraint agent_step_user_exists references users (id) on delete cascade,
      attempt integer not null,
      output jsonb,
      words text not null,
      committed_at timestamptz not null default clock_timestamp(),
      primary key (run_id, name)
    )`.execute(db)
  await sql`create index agent_step_of_person on agent_step (user_id)`.execute(db)
  await sql`call app.protect_user_table('agent_step')`.execute(db)
  await sql`alter table run_event add constraint run_event_run_exists
    foreign key (run_id) references agent_run (id) on delete cascade`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table run_event drop constraint run_event_run_exists`.execute(db)
  await sql`drop table agent_step`.execute(db)
  await sql`drop table agent_run`.execute(db)
}
