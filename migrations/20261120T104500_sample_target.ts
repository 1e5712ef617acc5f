import { sql, type Kysely } from 'kysely'

/** Marks the search target that came with the sample data, as its résumé and postings are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table search_target add column is_sample boolean not null default false`.execute(db)
  await sql`create unique index search_target_sample_once on search_target (user_id) where is_sample`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index search_target_sample_once`.execute(db)
  await sql`alter table search_target drop column is_sample`.execute(db)
}
