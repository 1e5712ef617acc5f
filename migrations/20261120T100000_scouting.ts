import { sql, type Kysely } from 'kysely'

/** What people look for, each told in a sentence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table search_target (
      id uuid constraint search_target_pkey primary key,
      user_id uuid not null constraint search_target_user_exists references users (id) on delete cascade,
      sentence text not null
        constraint search_target_sentence_length check (length(sentence) between 1 and 500),
      understood jsonb not null,
      active boolean not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index search_target_of_person on search_target (user_id, created_at)`.execute(db)
  await sql`create trigger search_target_updated_at before update on search_target
    for each row execute function app.set_updated_at()`.execute(db)
  await sql`call app.protect_user_table('search_target')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table search_target`.execute(db)
}
