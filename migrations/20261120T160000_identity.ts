import { sql, type Kysely } from 'kysely'

/** Second factors, e-mail that is surely sent, exports, consent, and the person's way out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendAccounts(db)
  await indexPeople(db)
  await createSecondFactor(db)
  await createMail(db)
  await createPrivacy(db)
  await extendAudit(db)
  await extendLimits(db)
}

/** Tables that only the system reads: a person's request never does. */
async function keepFromPeople(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  await sql`create policy all_rows on ${sql.table(table)} for all to jobpilot_worker
    using (true) with check (true)`.execute(db)
  await sql`grant select, insert, update, delete on ${sql.table(table)} to jobpilot_worker`.execute(db)
}

async function extendAccounts(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users
    add column deletion_requested_at timestamptz,
    add column purge_after timestamptz,
    add column deletion_reminded_at timestamptz,
    add column welcomed_at timestamptz,
    add column clerk_updated_at timestamptz,
    add constraint users_purge_only_when_leaving check (state = 'pending_deletion' or purge_after is null)`.execute(
    db,
  )
  await sql`create index users_purge_due on users (purge_after) where purge_after is not null`.execute(db)
  // When the person last proved who they are, and whether by two steps. Null: at created_at, by one.
  await sql`alter table auth_session
    add column authenticated_at timestamptz,
    add column second_factor_at timestamptz,
    add column second_factor_tries integer not null default 0`.execute(db)
  // Whom Clerk has deleted: an older message or a token still alive must not bring them back.
  await sql`create table clerk_tombstone (
      clerk_id text constraint clerk_tombstone_pkey primary key,
      deleted_at timestamptz not null default now()
    )`.execute(db)
  await keepFromPeople(db, 'clerk_tombstone')
  // What a provider has told already, by the message's own id.
  await sql`create table webhook_event (
      provider text not null,
      event_id text not null,
      received_at timestamptz not null default now(),
      constraint webhook_event_pkey primary key (provider, event_id)
    )`.execute(db)
  await sql`create index webhook_event_age on webhook_event (received_at)`.execute(db)
  await keepFromPeople(db, 'webhook_event')
}

/** A bucket knows its own limit, so that one statement takes from many; and how much the last one got. */
async function extendLimits(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limit
    add column capacity double precision not null default 0,
    add column seconds_each double precision not null default 0,
    add column taken double precision not null default 0`.execute(db)
}

/** What admins look for people by, and in which order they see them. */
async function indexPeople(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_by_age on users (created_at, id)`.execute(db)
  await sql`create index users_email_prefix on users (lower(email) collate "C")`.execute(db)
  await sql`create index users_name_prefix on users (lower(name) collate "C")`.execute(db)
  await sql`create index users_runners on users (role, id) where role <> 'user'`.execute(db)
}

async function createSecondFactor(db: Kysely<unknown>): Promise<void> {
  // The secret is sealed with a key that isn't in the database. last_step: no code works twice.
  await sql`create table second_factor (
      user_id uuid constraint second_factor_pkey primary key
        constraint second_factor_user_exists references users (id) on delete cascade,
      sealed_secret text not null,
      confirmed_at timestamptz,
      last_step bigint not null default 0,
      failed_tries integer not null default 0,
      locked_until timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db)
  await keepFromPeople(db, 'second_factor')
  await sql`create table backup_code (
      id uuid constraint backup_code_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint backup_code_user_exists references users (id) on delete cascade,
      code_hash text not null,
      used_at timestamptz,
      constraint backup_code_once unique (user_id, code_hash)
    )`.execute(db)
  await keepFromPeople(db, 'backup_code')
  await sql`create table email_change (
      user_id uuid constraint email_change_pkey primary key
        constraint email_change_user_exists references users (id) on delete cascade,
      new_email text not null,
      code_hash text not null,
      tries integer not null default 0,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await keepFromPeople(db, 'email_change')
}

async function createMail(db: Kysely<unknown>): Promise<void> {
  // Written in the transaction of what it tells about; its id is the provider's idempotency key.
  await sql`create table email_message (
      id uuid constraint email_message_pkey primary key default gen_random_uuid(),
      user_id uuid constraint email_message_user_exists references users (id) on delete cascade,
      kind text not null,
      recipient text not null,
      subject text not null,
      html text,
      text_body text,
      headers jsonb not null default '{}',
      state text not null default 'queued' constraint email_message_state_known check (state in
        ('queued', 'sent', 'delivered', 'bounced', 'complained', 'suppressed', 'failed')),
      provider_id text,
      error text,
      tries integer not null default 0,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index email_message_of_person on email_message (user_id, created_at)`.execute(db)
  await sql`create index email_message_of_provider on email_message (provider_id) where provider_id is not null`.execute(
    db,
  )
  await sql`create index email_message_waiting on email_message (created_at) where state = 'queued'`.execute(
    db,
  )
  await sql`create trigger email_message_updated_at before update on email_message
    for each row execute function app.set_updated_at()`.execute(db)
  await keepFromPeople(db, 'email_message')
  // A person's own transaction may add a message to them and read none: codes and links are in it.
  await sql`create policy add_own_rows on email_message for insert to jobpilot_request
    with check (user_id = (select app.current_user_id()))`.execute(db)
  await sql`grant insert on email_message to jobpilot_request`.execute(db)
  await sql`create index email_message_age on email_message (created_at, id)`.execute(db)
  // The mailbox of this machine shows the laid-out form too, and each message once.
  await sql`alter table dev_mail
    add column html text,
    add column message_id text constraint dev_mail_once unique`.execute(db)
  // Keyed by a hash with a secret: who was erased isn't kept here in clear.
  await sql`create table email_suppression (
      address_hash text constraint email_suppression_pkey primary key,
      reason text not null constraint email_suppression_reason_known check (reason in ('bounced', 'complained')),
      created_at timestamptz not null default now()
    )`.execute(db)
  await keepFromPeople(db, 'email_suppression')
  await sql`create table email_opt_out (
      user_id uuid not null constraint email_opt_out_user_exists references users (id) on delete cascade,
      kind text not null,
      created_at timestamptz not null default now(),
      constraint email_opt_out_pkey primary key (user_id, kind)
    )`.execute(db)
  await sql`call app.protect_user_table('email_opt_out')`.execute(db)
}

async function createPrivacy(db: Kysely<unknown>): Promise<void> {
  await sql`create table data_export (
      id uuid constraint data_export_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint data_export_user_exists references users (id) on delete cascade,
      job_id uuid,
      state text not null default 'preparing'
        constraint data_export_state_known check (state in ('preparing', 'ready', 'failed', 'expired')),
      storage_key text,
      bytes bigint,
      sha256 text,
      expires_at timestamptz,
      created_at timestamptz not null default now(),
      finished_at timestamptz
    )`.execute(db)
  await sql`create index data_export_of_person on data_export (user_id, created_at)`.execute(db)
  await sql`create index data_export_expiring on data_export (expires_at) where expires_at is not null`.execute(
    db,
  )
  await sql`call app.protect_user_table('data_export')`.execute(db)
  // Said once and kept: a later word is a further row.
  await sql`create table consent (
      id uuid constraint consent_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint consent_user_exists references users (id) on delete cascade,
      purpose text not null,
      version text not null,
      granted boolean not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index consent_of_person on consent (user_id, purpose, created_at)`.execute(db)
  await sql`call app.protect_user_table('consent')`.execute(db)
  // What was sent to which model, in words and sizes, never the text itself.
  await sql`create table model_call (
      id uuid constraint model_call_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint model_call_user_exists references users (id) on delete cascade,
      job_id uuid,
      provider text not null,
      model text not null,
      purpose text not null,
      sent text[] not null default '{}',
      input_tokens integer,
      output_tokens integer,
      cost_microdollars bigint,
      outcome text not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index model_call_of_person on model_call (user_id, created_at)`.execute(db)
  await sql`call app.protect_user_table('model_call')`.execute(db)
  // Who left, under a pseudonym, and that everything was looked for afterwards.
  await sql`create table erasure (
      pseudonym uuid constraint erasure_pkey primary key,
      requested_at timestamptz,
      purged_at timestamptz not null default now(),
      verified_at timestamptz,
      findings integer not null default 0
    )`.execute(db)
  await keepFromPeople(db, 'erasure')
}

async function extendAudit(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_event
    add column subject_id uuid,
    add column address text`.execute(db)
  await sql`create index audit_event_of_subject on audit_event (subject_id, id)`.execute(db)
  // People read what concerns them; nobody changes an entry.
  await sql`alter table audit_event enable row level security`.execute(db)
  await sql`alter table audit_event force row level security`.execute(db)
  await sql`create policy own_rows on audit_event for select to jobpilot_request
    using (subject_id = (select app.current_user_id()))`.execute(db)
  await sql`create policy all_rows on audit_event for select to jobpilot_worker using (true)`.execute(db)
  await sql`create policy add_rows on audit_event for insert to jobpilot_worker with check (true)`.execute(db)
  await sql`create policy add_own_rows on audit_event for insert to jobpilot_request
    with check (subject_id = (select app.current_user_id()))`.execute(db)
  await sql`grant select, insert on audit_event to jobpilot_request`.execute(db)
  // The one change there is: a person who left becomes a pseudonym. It runs as the tables' owner, whom the
  // forced row-level security holds as well, hence a policy for the owner alone.
  await sql`create policy owner_rows on audit_event for all to current_user using (true) with check (true)`.execute(
    db,
  )
  // `traces`: what else tells who they were (the address, the name): it may stand in entries about others.
  await sql`
    create function app.pseudonymise_audit(person uuid, pseudonym uuid, traces text[]) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare changed bigint;
    begin
      update public.audit_event set
        actor_id = case when actor_id = person then pseudonym else actor_id end,
        subject_id = case when subject_id = person then pseudonym else subject_id end,
        target_id = case when target_id = person::text then pseudonym::text
          when exists (select from unnest(traces) as trace where position(lower(trace) in lower(target_id)) > 0) then null
          else target_id end,
        reason = null, before = null, after = null, address = null
      where actor_id = person or subject_id = person or target_id = person::text
        or exists (select from unnest(traces) as trace where position(lower(trace) in
          lower(concat_ws(' ', target_id, reason, before::text, after::text))) > 0);
      get diagnostics changed = row_count;
      return changed;
    end $$`.execute(db)
  // How long entries are kept is written here: whoever calls this can't make it shorter.
  await sql`
    create function app.forget_old_audit(at_most integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare removed bigint;
    begin
      delete from public.audit_event where id in (
        select id from public.audit_event where at < now() - interval '400 days' order by id limit at_most);
      get diagnostics removed = row_count;
      return removed;
    end $$`.execute(db)
  for (const signature of ['pseudonymise_audit(uuid, uuid, text[])', 'forget_old_audit(integer)']) {
    await sql`revoke execute on function app.${sql.raw(signature)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(signature)} to jobpilot_worker`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limit drop column capacity, drop column seconds_each, drop column taken`.execute(
    db,
  )
  for (const index of ['users_by_age', 'users_email_prefix', 'users_name_prefix', 'users_runners'])
    await sql`drop index ${sql.table(index)}`.execute(db)
  await sql`drop function app.forget_old_audit(integer)`.execute(db)
  await sql`drop function app.pseudonymise_audit(uuid, uuid, text[])`.execute(db)
  for (const policy of ['own_rows', 'all_rows', 'add_rows', 'add_own_rows', 'owner_rows'])
    await sql`drop policy ${sql.ref(policy)} on audit_event`.execute(db)
  await sql`alter table audit_event no force row level security`.execute(db)
  await sql`alter table audit_event disable row level security`.execute(db)
  await sql`revoke all on audit_event from jobpilot_request`.execute(db)
  await sql`alter table audit_event drop column subject_id, drop column address`.execute(db)
  for (const table of [
    'erasure',
    'model_call',
    'consent',
    'data_export',
    'email_opt_out',
    'email_suppression',
    'email_message',
    'email_change',
    'backup_code',
    'second_factor',
    'webhook_event',
    'clerk_tombstone',
  ]) {
    await sql`drop table ${sql.table(table)}`.execute(db)
  }
  await sql`alter table dev_mail drop column html, drop column message_id`.execute(db)
  await sql`alter table auth_session drop column authenticated_at, drop column second_factor_at,
    drop column second_factor_tries`.execute(db)
  await sql`alter table users drop constraint users_purge_only_when_leaving`.execute(db)
  await sql`alter table users drop column deletion_requested_at, drop column purge_after,
    drop column deletion_reminded_at, drop column welcomed_at, drop column clerk_updated_at`.execute(db)
}
