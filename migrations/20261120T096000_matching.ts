import { sql, type Kysely } from 'kysely'

/** What postings ask for, how résumés answer it, and the facts behind every answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRequirement(db)
  await createMatch(db)
  await createEvidence(db)
  for (const table of ['requirement', 'match', 'match_evidence']) {
    await sql`call app.protect_user_table(${sql.lit(table)})`.execute(db)
  }
}

async function createRequirement(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table requirement (
      id uuid constraint requirement_pkey primary key,
      user_id uuid not null constraint requirement_user_exists references users (id) on delete cascade,
      posting_id uuid not null constraint requirement_posting_exists references posting (id) on delete cascade,
      extractor_version text not null,
      number integer not null,
      text text not null,
      span_start integer not null,
      span_end integer not null,
      tier text not null constraint requirement_tier_known check (tier in ('must', 'nice')),
      kind text not null,
      detail jsonb not null,
      created_at timestamptz not null default now(),
      constraint requirement_number_once unique (posting_id, extractor_version, number),
      constraint requirement_span_ordered check (span_start >= 0 and span_end > span_start)
    )`.execute(db)
  await sql`create index requirement_of_person on requirement (user_id)`.execute(db)
}

async function createMatch(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table match (
      id uuid constraint match_pkey primary key,
      user_id uuid not null constraint match_user_exists references users (id) on delete cascade,
      resume_id uuid not null,
      resume_version_id uuid not null constraint match_resume_version_exists references resume_version (id) on delete cascade,
      posting_id uuid not null constraint match_posting_exists references posting (id) on delete cascade,
      extractor_version text not null,
      rubric_version text not null,
      score integer constraint match_score_range check (score between 0 and 100),
      rank integer not null generated always as (coalesce(score, -1)) stored,
      verdict text not null
        constraint match_verdict_known check (verdict in ('strong', 'possible', 'weak', 'blocked', 'cant_tell')),
      verdict_words text not null,
      gates jsonb not null default '[]',
      hidden_at timestamptz,
      superseded_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint match_once unique (user_id, resume_version_id, posting_id, rubric_version),
      constraint match_score_means_verdict check ((score is null) = (verdict = 'cant_tell'))
    )`.execute(db)
  // The list reads one of these in order: shown, hidden, or shown with one verdict.
  await sql`create index match_shown on match (user_id, rank desc, id desc) where hidden_at is null and superseded_at is null`.execute(
    db,
  )
  await sql`create index match_hidden on match (user_id, rank desc, id desc) where hidden_at is not null and superseded_at is null`.execute(
    db,
  )
  await sql`create index match_verdict on match (user_id, verdict, rank desc, id desc) where hidden_at is null and superseded_at is null`.execute(
    db,
  )
  await sql`create index match_of_posting on match (posting_id)`.execute(db)
  await sql`create index match_of_resume_version on match (resume_version_id)`.execute(db)
  await sql`create trigger match_updated_at before update on match
    for each row execute function app.set_updated_at()`.execute(db)
}

async function createEvidence(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table match_evidence (
      match_id uuid not null constraint match_evidence_match_exists references match (id) on delete cascade,
      requirement_id uuid not null constraint match_evidence_requirement_exists references requirement (id) on delete cascade,
      user_id uuid not null constraint match_evidence_user_exists references users (id) on delete cascade,
      class text not null
        constraint match_evidence_class_known check (class in ('met', 'partly', 'adjacent', 'missing', 'unknown')),
      fact_ids uuid[] not null default '{}',
      reason text not null,
      created_at timestamptz not null default now(),
      constraint match_evidence_pkey primary key (match_id, requirement_id),
      constraint match_evidence_credit_has_facts
        check (class not in ('met', 'partly', 'adjacent') or cardinality(fact_ids) > 0)
    )`.execute(db)
  await sql`create index match_evidence_of_person on match_evidence (user_id)`.execute(db)
  await sql`create index match_evidence_of_requirement on match_evidence (requirement_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table match_evidence`.execute(db)
  await sql`drop table match`.execute(db)
  await sql`drop table requirement`.execute(db)
}
