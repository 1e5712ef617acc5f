import { sql, type Kysely } from 'kysely'

/** Sign-in's own tables: only the system reads them, a person's request never does. */
const systemTables = ['auth_session', 'auth_account', 'auth_verification', 'rate_limit', 'dev_mail']

/** People, their sign-in and their personal access tokens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createUsers(db)
  await createAuthTables(db)
  await createTokens(db)
  await createSystemTables(db)
  for (const table of ['users', 'auth_session', 'auth_account', 'auth_verification']) {
    await sql`create trigger set_updated_at before update on ${sql.table(table)}
      for each row execute function app.set_updated_at()`.execute(db)
  }
  for (const table of systemTables) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
    await sql`alter table ${sql.table(table)} force row level security`.execute(db)
    await sql`create policy all_rows on ${sql.table(table)} for all to jobpilot_worker
      using (true) with check (true)`.execute(db)
    await sql`grant select, insert, update, delete on ${sql.table(table)} to jobpilot_worker`.execute(db)
  }
}

async function createUsers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id uuid constraint users_pkey primary key default gen_random_uuid(),
      email text not null constraint users_email_check check (email <> ''),
      name text not null default '',
      email_verified boolean not null default false,
      image text,
      role text not null default 'user' constraint users_role_check check (role in ('user', 'operator', 'admin')),
      plan text not null default 'free' constraint users_plan_check check (plan in ('free', 'pro')),
      state text not null default 'active'
        constraint users_state_check check (state in ('active', 'suspended', 'pending_deletion')),
      clerk_id text constraint users_clerk_id_key unique,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create unique index users_email_key on users (lower(email))`.execute(db)
  await sql`alter table users enable row level security`.execute(db)
  await sql`alter table users force row level security`.execute(db)
  await sql`create policy own_row on users for all to jobpilot_request
    using (id = (select app.current_user_id())) with check (id = (select app.current_user_id()))`.execute(db)
  await sql`create policy all_rows on users for all to jobpilot_worker using (true) with check (true)`.execute(
    db,
  )
  // Role, plan and state are never a person's own to change.
  await sql`grant select, update (name) on users to jobpilot_request`.execute(db)
  await sql`grant select, insert, update, delete on users to jobpilot_worker`.execute(db)
}

async function createAuthTables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table auth_session (
      id uuid constraint auth_session_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint auth_session_user_id_fkey references users(id) on delete cascade,
      token text not null constraint auth_session_token_key unique,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index auth_session_user_id_idx on auth_session (user_id)`.execute(db)
  await sql`
    create table auth_account (
      id uuid constraint auth_account_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint auth_account_user_id_fkey references users(id) on delete cascade,
      account_id text not null,
      provider_id text not null,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index auth_account_user_id_idx on auth_account (user_id)`.execute(db)
  await sql`
    create table auth_verification (
      id uuid constraint auth_verification_pkey primary key default gen_random_uuid(),
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index auth_verification_identifier_idx on auth_verification (identifier)`.execute(db)
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table personal_access_token (
      id uuid constraint personal_access_token_pkey primary key default gen_random_uuid(),
      user_id uuid not null constraint personal_access_token_user_id_fkey references users(id) on delete cascade,
      name text not null constraint personal_access_token_name_check check (char_length(name) between 1 and 100),
      token_hash text not null constraint personal_access_token_token_hash_key unique,
      scopes text[] not null default '{}',
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index personal_access_token_user_id_idx on personal_access_token (user_id)`.execute(db)
  await sql`call app.protect_user_table('personal_access_token')`.execute(db)
}

async function createSystemTables(db: Kysely<unknown>): Promise<void> {
  // Unlogged: a crash empties the buckets, which only makes a limit generous once.
  await sql`
    create unlogged table rate_limit (
      key text constraint rate_limit_pkey primary key,
      tokens double precision not null,
      refilled_at timestamptz not null
    )`.execute(db)
  // APP_ENV local only: what would have been mailed.
  await sql`
    create table dev_mail (
      id bigint generated always as identity constraint dev_mail_pkey primary key,
      recipient text not null,
      subject text not null,
      body text not null,
      created_at timestamptz not null default now()
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'dev_mail',
    'rate_limit',
    'personal_access_token',
    'auth_verification',
    'auth_account',
    'auth_session',
  ]) {
    await sql`drop table ${sql.table(table)}`.execute(db)
  }
  await sql`drop table users`.execute(db)
}
