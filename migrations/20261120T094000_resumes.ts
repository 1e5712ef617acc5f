import { sql, type Kysely } from 'kysely'

/** Résumés, every version of each, the facts read from a version, and what people changed about them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createResume(db)
  await createFact(db)
  for (const table of ['resume', 'resume_version', 'profile_fact', 'fact_change']) {
    await sql`call app.protect_user_table(${sql.lit(table)})`.execute(db)
  }
  // What was changed stays as it was; it goes only with the person or the résumé.
  await sql`revoke update on fact_change from jobpilot_request, jobpilot_worker`.execute(db)
}

async function createResume(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table resume (
      id uuid constraint resume_pkey primary key,
      user_id uuid not null constraint resume_user_exists references users (id) on delete cascade,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index resume_of_person on resume (user_id, created_at desc)`.execute(db)
  await sql`
    create table resume_version (
      id uuid constraint resume_version_pkey primary key,
      user_id uuid not null constraint resume_version_user_exists references users (id) on delete cascade,
      resume_id uuid not null constraint resume_version_resume_exists references resume (id) on delete cascade,
      number integer not null,
      state text not null default 'reading'
        constraint resume_version_state_known check (state in ('reading', 'ready', 'failed')),
      error_code text,
      error_words text,
      file_name text not null,
      content_type text not null,
      file_key text not null,
      file_size integer not null,
      sha256 text not null,
      run_id uuid,
      pages integer,
      text text,
      marks jsonb not null default '[]',
      json_resume jsonb,
      in_language text,
      parser_version text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint resume_version_number unique (resume_id, number),
      constraint resume_version_ready_has_text check (state <> 'ready' or (text is not null and json_resume is not null)),
      constraint resume_version_failed_says_why check (state <> 'failed' or error_words is not null)
    )`.execute(db)
  await sql`create index resume_version_file on resume_version (user_id, sha256)`.execute(db)
  await sql`create index resume_version_newest on resume_version (user_id, created_at desc)`.execute(db)
  for (const table of ['resume', 'resume_version']) {
    await sql`create trigger ${sql.ref(`${table}_updated_at`)} before update on ${sql.table(table)}
      for each row execute function app.set_updated_at()`.execute(db)
  }
}

async function createFact(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_fact (
      id uuid constraint profile_fact_pkey primary key,
      user_id uuid not null constraint profile_fact_user_exists references users (id) on delete cascade,
      resume_version_id uuid not null
        constraint profile_fact_version_exists references resume_version (id) on delete cascade,
      number integer not null,
      kind text not null,
      text text not null constraint profile_fact_text_length check (length(text) between 1 and 300),
      span_start integer,
      span_end integer,
      path text not null,
      value text,
      state text not null default 'unconfirmed'
        constraint profile_fact_state_known check (state in ('unconfirmed', 'confirmed', 'removed')),
      origin text not null constraint profile_fact_origin_known check (origin in ('resume', 'person')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint profile_fact_number unique (resume_version_id, number),
      constraint profile_fact_span_whole check ((span_start is null) = (span_end is null) and span_start < span_end),
      constraint profile_fact_read_has_span check (origin = 'person' or span_start is not null)
    )`.execute(db)
  await sql`create index profile_fact_of_person on profile_fact (user_id)`.execute(db)
  await sql`create trigger profile_fact_updated_at before update on profile_fact
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`
    create table fact_change (
      id uuid constraint fact_change_pkey primary key,
      user_id uuid not null constraint fact_change_user_exists references users (id) on delete cascade,
      fact_id uuid not null constraint fact_change_fact_exists references profile_fact (id) on delete cascade,
      action text not null
        constraint fact_change_action_known check (action in ('added', 'confirmed', 'edited', 'removed', 'restored')),
      before jsonb,
      after jsonb,
      changed_at timestamptz not null default clock_timestamp()
    )`.execute(db)
  await sql`create index fact_change_of_fact on fact_change (fact_id, changed_at)`.execute(db)
  await sql`create index fact_change_of_person on fact_change (user_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table fact_change`.execute(db)
  await sql`drop table profile_fact`.execute(db)
  await sql`drop table resume_version`.execute(db)
  await sql`drop table resume`.execute(db)
}
