import { sql, type Kysely } from 'kysely'

/** Postings a person captured, the bytes they were read from, and every name a board gives them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPosting(db)
  await createSnapshot(db)
  await createLocator(db)
  for (const table of ['posting', 'posting_snapshot', 'posting_locator']) {
    await sql`call app.protect_user_table(${sql.lit(table)})`.execute(db)
  }
}

async function createPosting(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table posting (
      id uuid constraint posting_pkey primary key,
      user_id uuid not null constraint posting_user_exists references users (id) on delete cascade,
      source text not null,
      board text,
      external_id text not null,
      url text not null,
      canonical_url text not null,
      title text not null,
      organization text not null,
      title_key text not null,
      organization_key text not null,
      data jsonb not null,
      text text not null,
      content_hash text not null,
      notices text[] not null default '{}',
      duplicate_of uuid constraint posting_duplicate_exists references posting (id) on delete set null,
      state text not null default 'open' constraint posting_state_known check (state in ('open', 'looks_closed')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  // One row per person and place on a board: capturing the same posting again finds it.
  await sql`create unique index posting_identity on posting (user_id, source, coalesce(board, ''), external_id)`.execute(
    db,
  )
  await sql`create index posting_newest on posting (user_id, created_at desc, id desc)`.execute(db)
  await sql`create index posting_address on posting (user_id, canonical_url) where canonical_url <> ''`.execute(
    db,
  )
  await sql`create index posting_employer on posting (user_id, organization_key)`.execute(db)
  await sql`create index posting_duplicate on posting (duplicate_of) where duplicate_of is not null`.execute(
    db,
  )
  await sql`create trigger posting_updated_at before update on posting
    for each row execute function app.set_updated_at()`.execute(db)
}

async function createSnapshot(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table posting_snapshot (
      id uuid constraint posting_snapshot_pkey primary key,
      user_id uuid not null constraint posting_snapshot_user_exists references users (id) on delete cascade,
      posting_id uuid constraint posting_snapshot_posting_exists references posting (id) on delete cascade,
      origin text not null
        constraint posting_snapshot_origin_known check (origin in ('fetched', 'pasted', 'file', 'by_hand')),
      url text,
      file_name text,
      content_type text not null,
      body bytea not null,
      sha256 text not null,
      details jsonb not null default '{}',
      fetched_at timestamptz not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index posting_snapshot_of_posting on posting_snapshot (posting_id)`.execute(db)
  await sql`create index posting_snapshot_of_person on posting_snapshot (user_id)`.execute(db)
}

async function createLocator(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table posting_locator (
      posting_id uuid not null constraint posting_locator_posting_exists references posting (id) on delete cascade,
      user_id uuid not null constraint posting_locator_user_exists references users (id) on delete cascade,
      source text not null,
      board text not null default '',
      external_id text not null,
      created_at timestamptz not null default now(),
      constraint posting_locator_pkey primary key (user_id, source, board, external_id)
    )`.execute(db)
  await sql`create index posting_locator_of_posting on posting_locator (posting_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table posting_locator`.execute(db)
  await sql`drop table posting_snapshot`.execute(db)
  await sql`drop table posting`.execute(db)
}
