import { sql, type Kysely } from 'kysely'

/** Drafts with every version of their text, what each version claims, and what the person approved. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDraft(db)
  await createVersion(db)
  await createApproval(db)
  for (const table of ['draft', 'draft_version', 'draft_claim', 'approval']) {
    await sql`call app.protect_user_table(${sql.lit(table)})`.execute(db)
  }
  // What was written and what was approved is history: a person's request adds to it and changes nothing.
  await sql`revoke update, delete on draft_version, approval from jobpilot_request`.execute(db)
}

async function createDraft(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table draft (
      id uuid constraint draft_pkey primary key,
      user_id uuid not null constraint draft_user_exists references users (id) on delete cascade,
      match_id uuid constraint draft_match_exists references match (id) on delete set null,
      posting_id uuid constraint draft_posting_exists references posting (id) on delete set null,
      resume_version_id uuid constraint draft_resume_version_exists references resume_version (id) on delete set null,
      kind text not null constraint draft_kind_known check (kind in ('cover_letter')),
      state text not null default 'draft' constraint draft_state_known check (state in ('draft', 'approved')),
      title text not null,
      organization text not null,
      version integer not null constraint draft_version_counts check (version > 0),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create unique index draft_of_match on draft (match_id, kind) where match_id is not null`.execute(
    db,
  )
  await sql`create index draft_newest on draft (user_id, created_at desc, id desc)`.execute(db)
  await sql`create index draft_of_posting on draft (posting_id)`.execute(db)
  await sql`create index draft_of_resume_version on draft (resume_version_id)`.execute(db)
  await sql`create trigger draft_updated_at before update on draft
    for each row execute function app.set_updated_at()`.execute(db)
}

async function createVersion(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table draft_version (
      id uuid constraint draft_version_pkey primary key,
      user_id uuid not null constraint draft_version_user_exists references users (id) on delete cascade,
      draft_id uuid not null constraint draft_version_draft_exists references draft (id) on delete cascade,
      number integer not null constraint draft_version_number_counts check (number > 0),
      text text not null constraint draft_version_text_fits check (char_length(text) between 1 and 20000),
      sha256 text not null,
      author text not null constraint draft_version_author_known check (author in ('agent', 'person')),
      created_at timestamptz not null default now(),
      constraint draft_version_once unique (draft_id, number)
    )`.execute(db)
  await sql`create index draft_version_of_person on draft_version (user_id)`.execute(db)
  await sql`
    create table draft_claim (
      draft_version_id uuid not null constraint draft_claim_version_exists references draft_version (id) on delete cascade,
      user_id uuid not null constraint draft_claim_user_exists references users (id) on delete cascade,
      number integer not null,
      span_start integer not null,
      span_end integer not null,
      fact_ids uuid[] not null,
      flagged boolean not null,
      reason text,
      constraint draft_claim_pkey primary key (draft_version_id, number),
      constraint draft_claim_span_runs_forward check (span_start >= 0 and span_end > span_start),
      constraint draft_claim_flag_has_reason check (flagged = (reason is not null))
    )`.execute(db)
  await sql`create index draft_claim_of_person on draft_claim (user_id)`.execute(db)
}

async function createApproval(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table approval (
      id uuid constraint approval_pkey primary key,
      user_id uuid not null constraint approval_user_exists references users (id) on delete cascade,
      draft_version_id uuid not null constraint approval_once unique
        constraint approval_version_exists references draft_version (id) on delete cascade,
      sha256 text not null,
      confirmed_fact_ids uuid[] not null,
      accepted_flags jsonb not null,
      approved_at timestamptz not null
    )`.execute(db)
  await sql`create index approval_of_person on approval (user_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table approval`.execute(db)
  await sql`drop table draft_claim`.execute(db)
  await sql`drop table draft_version`.execute(db)
  await sql`drop table draft`.execute(db)
}
