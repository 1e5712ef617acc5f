import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/** What is told about one person is taken one after the other, also when there is no row yet. */
export async function lockClerkPerson(tx: Tx, clerkId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`clerk:${clerkId}`}, 0))`.execute(tx)
}

/** Whether Clerk has deleted them. */
export async function isGone(tx: Tx, clerkId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('clerk_tombstone')
    .select('clerk_id')
    .where('clerk_id', '=', clerkId)
    .executeTakeFirst()
  return row !== undefined
}

/** False when this message of the provider was seen before; a second one at the same moment waits for the first. */
export async function insertWebhookEvent(tx: Tx, provider: string, eventId: string): Promise<boolean> {
  const row = await tx
    .insertInto('webhook_event')
    .values({ provider, event_id: eventId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return row !== undefined
}

export function findClerkPerson(tx: Tx, clerkId: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'email', 'email_verified', 'name', 'state', 'clerk_updated_at'])
    .where('clerk_id', '=', clerkId)
    .executeTakeFirst()
}

interface NewClerkPerson {
  clerkId: string
  email: string
  emailVerified: boolean
  name: string
  updatedAt: Date | null
}

/** The new person's id; undefined when another account has the address. */
export async function insertClerkPerson(tx: Tx, person: NewClerkPerson): Promise<string | undefined> {
  const row = await tx
    .insertInto('users')
    .values({
      clerk_id: person.clerkId,
      email: person.email,
      email_verified: person.emailVerified,
      name: person.name,
      clerk_updated_at: person.updatedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Takes over a verified address unless another account has it; false then. */
export async function updateAddress(tx: Tx, userId: string, email: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ email, email_verified: true })
    .where('id', '=', userId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('users as other')
            .select('other.id')
            .where(sql`lower(other.email)`, '=', email)
            .where('other.id', '!=', userId),
        ),
      ),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The name only where there is none: people choose here how their letters are signed. */
export async function updateFromClerk(
  tx: Tx,
  userId: string,
  { name, updatedAt }: { name: string; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({
      clerk_updated_at: updatedAt,
      name: eb.case().when('name', '=', '').then(name).else(eb.ref('name')).end(),
    }))
    .where('id', '=', userId)
    .execute()
}
