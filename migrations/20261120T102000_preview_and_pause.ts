import { sql, type Kysely } from 'kysely'

/** Originals that wait for a person's decision, and people's pauses of a lane of work. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null once a run or a posting has it; until then it goes by itself.
  await sql`alter table posting_snapshot add column expires_at timestamptz`.execute(db)
  await sql`create index posting_snapshot_expiring on posting_snapshot (user_id, expires_at)
    where expires_at is not null`.execute(db)
  await sql`
    create table job_pause (
      user_id uuid not null constraint job_pause_user_exists references users (id) on delete cascade,
      lane text not null,
      reason text,
      paused_at timestamptz not null default now(),
      constraint job_pause_pkey primary key (user_id, lane)
    )`.execute(db)
  await sql`call app.protect_user_table('job_pause')`.execute(db)
  await sql`create index agent_run_active on agent_run (user_id, created_at desc, id desc)
    where state in ('queued', 'running')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index agent_run_active`.execute(db)
  await sql`drop table job_pause`.execute(db)
  await sql`drop index posting_snapshot_expiring`.execute(db)
  await sql`alter table posting_snapshot drop column expires_at`.execute(db)
}
