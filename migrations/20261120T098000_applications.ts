import { sql, type Kysely } from 'kysely'

/** Applications and the history of their stages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table application (
      id uuid constraint application_pkey primary key,
      user_id uuid not null constraint application_user_exists references users (id) on delete cascade,
      posting_id uuid constraint application_posting_exists references posting (id) on delete set null,
      draft_id uuid constraint application_draft_exists references draft (id) on delete set null,
      title text not null constraint application_title_given check (title <> ''),
      organization text not null,
      url text,
      note text not null default '',
      stage text not null constraint application_stage_known check (stage in
        ('saved', 'applied', 'recruiter_screen', 'assessment', 'technical', 'final', 'offer', 'closed')),
      outcome text constraint application_outcome_known check (outcome in
        ('accepted', 'declined', 'rejected', 'withdrawn', 'ghosted')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create unique index application_once_per_posting on application (user_id, posting_id)
    where posting_id is not null`.execute(db)
  await sql`create index application_newest on application (user_id, created_at desc, id desc)`.execute(db)
  await sql`create index application_of_posting on application (posting_id)`.execute(db)
  await sql`create index application_of_draft on application (draft_id)`.execute(db)
  await sql`create trigger application_updated_at before update on application
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`
    create table stage_event (
      id uuid constraint stage_event_pkey primary key,
      user_id uuid not null constraint stage_event_user_exists references users (id) on delete cascade,
      application_id uuid not null
        constraint stage_event_application_exists references application (id) on delete cascade,
      number integer not null,
      from_stage text,
      to_stage text not null,
      actor text not null constraint stage_event_actor_known check (actor in ('person', 'agent')),
      source text not null,
      occurred_at timestamptz not null,
      created_at timestamptz not null default now(),
      constraint stage_event_once unique (application_id, number)
    )`.execute(db)
  await sql`create index stage_event_of_person on stage_event (user_id)`.execute(db)
  for (const table of ['application', 'stage_event']) {
    await sql`call app.protect_user_table(${sql.lit(table)})`.execute(db)
  }
  // A mistaken move is undone by another event, never by changing what was recorded.
  await sql`revoke update, delete on stage_event from jobpilot_request`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table stage_event`.execute(db)
  await sql`drop table application`.execute(db)
}
