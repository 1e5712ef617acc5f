import { sql, type Kysely } from 'kysely'

/** Old events are found by their age, of all people together, when they are pruned. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index run_event_age on run_event (at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index run_event_age`.execute(db)
}
