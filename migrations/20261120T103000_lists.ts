import { sql, type Kysely } from 'kysely'

/** What lists show, search and sort by; removals that can be taken back; a person's time zone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createFolding(db)
  await alterPosting(db)
  await alterMatch(db)
  await alterDraft(db)
  await alterApplication(db)
  await sql`alter table users add column time_zone text`.execute(db)
  await sql`grant update (time_zone) on users to jobpilot_request`.execute(db)
}

/** How texts are compared when a person searches or sorts: without case and accents, alike on every server. */
async function createFolding(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.fold_text(input text) returns text language sql immutable strict parallel safe
      return translate(
        replace(lower(regexp_replace(normalize(input, NFKD), '[\\u0300-\\u036f]', '', 'g')), 'ß', 'ss'),
        'øłđı', 'oldi')`.execute(db)
}

/** Kept beside the long \`data\`, so that a filter over a thousand postings needn't unpack each. */
async function alterPosting(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table posting
      add column places jsonb not null
        generated always as (jsonb_path_query_array(data, '$.jobLocation[*].raw')) stored,
      add column workplace_type text not null
        generated always as (coalesce(data ->> 'workplaceType', 'unknown')) stored,
      add column search_text text not null
        generated always as (app.fold_text(
          title || ' ' || organization || ' ' || jsonb_path_query_array(data, '$.jobLocation[*].raw')::text)) stored`.execute(
    db,
  )
}

async function alterMatch(db: Kysely<unknown>): Promise<void> {
  await sql`alter table match add column seen_at timestamptz`.execute(db)
  await sql`create index match_newest on match (user_id, created_at desc, id desc)
    where hidden_at is null and superseded_at is null`.execute(db)
  await sql`create index match_unseen on match (user_id, rank desc, id desc)
    where seen_at is null and hidden_at is null and superseded_at is null`.execute(db)
}

async function alterDraft(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column deleted_at timestamptz`.execute(db)
  // A removed draft makes room for another of its match.
  await sql`drop index draft_of_match`.execute(db)
  await sql`create unique index draft_of_match on draft (match_id, kind)
    where match_id is not null and deleted_at is null`.execute(db)
  await sql`drop index draft_newest`.execute(db)
  await sql`create index draft_newest on draft (user_id, created_at desc, id desc) where deleted_at is null`.execute(
    db,
  )
  await sql`create index draft_removed on draft (deleted_at) where deleted_at is not null`.execute(db)
  // An approval that is taken back stays as history, and the same text may be approved again.
  await sql`alter table approval add column withdrawn_at timestamptz`.execute(db)
  await sql`alter table approval drop constraint approval_once`.execute(db)
  await sql`create unique index approval_once on approval (draft_version_id) where withdrawn_at is null`.execute(
    db,
  )
  await sql`create index approval_of_version on approval (draft_version_id)`.execute(db)
  await sql`grant update (withdrawn_at) on approval to jobpilot_request`.execute(db)
}

async function alterApplication(db: Kysely<unknown>): Promise<void> {
  await sql`alter table application add column deleted_at timestamptz`.execute(db)
  await sql`drop index application_once_per_posting`.execute(db)
  await sql`create unique index application_once_per_posting on application (user_id, posting_id)
    where posting_id is not null and deleted_at is null`.execute(db)
  await sql`drop index application_newest`.execute(db)
  await sql`create index application_newest on application (user_id, created_at desc, id desc)
    where deleted_at is null`.execute(db)
  await sql`create index application_updated on application (user_id, updated_at desc, id desc)
    where deleted_at is null`.execute(db)
  await sql`create index application_removed on application (deleted_at) where deleted_at is not null`.execute(
    db,
  )
}

/** What was removed or taken back can't be told from the rest without its mark, so it goes. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column time_zone`.execute(db)
  await sql`delete from application where deleted_at is not null`.execute(db)
  await sql`drop index application_removed, application_updated, application_newest, application_once_per_posting`.execute(
    db,
  )
  await sql`alter table application drop column deleted_at`.execute(db)
  await sql`create unique index application_once_per_posting on application (user_id, posting_id)
    where posting_id is not null`.execute(db)
  await sql`create index application_newest on application (user_id, created_at desc, id desc)`.execute(db)
  await sql`delete from approval where withdrawn_at is not null`.execute(db)
  await sql`drop index approval_of_version, approval_once`.execute(db)
  await sql`alter table approval drop column withdrawn_at`.execute(db)
  await sql`alter table approval add constraint approval_once unique (draft_version_id)`.execute(db)
  await sql`delete from draft where deleted_at is not null`.execute(db)
  await sql`drop index draft_removed, draft_newest, draft_of_match`.execute(db)
  await sql`alter table draft drop column deleted_at`.execute(db)
  await sql`create unique index draft_of_match on draft (match_id, kind) where match_id is not null`.execute(
    db,
  )
  await sql`create index draft_newest on draft (user_id, created_at desc, id desc)`.execute(db)
  await sql`drop index match_unseen, match_newest`.execute(db)
  await sql`alter table match drop column seen_at`.execute(db)
  await sql`alter table posting drop column search_text, drop column workplace_type, drop column places`.execute(
    db,
  )
  await sql`drop function app.fold_text(text)`.execute(db)
}
