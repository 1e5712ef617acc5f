import { sql, type Kysely } from 'kysely'

const tables = ['resume', 'posting']

/** Marks what came with "Try it with sample data", so that all of it, and nothing else, can go again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) {
    await sql`alter table ${sql.table(table)} add column is_sample boolean not null default false`.execute(db)
  }
  // One sample résumé a person: two clicks at once can't make two.
  await sql`create unique index resume_sample_once on resume (user_id) where is_sample`.execute(db)
  await sql`create index posting_sample on posting (user_id) where is_sample`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index posting_sample`.execute(db)
  await sql`drop index resume_sample_once`.execute(db)
  for (const table of tables) {
    await sql`alter table ${sql.table(table)} drop column is_sample`.execute(db)
  }
}
