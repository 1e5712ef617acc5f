import type { Tx } from '../../../platform/db/types.ts'
import { insertTombstone } from './queries.ts'

/** Remembers for a while that Clerk's person of that id was deleted, so that nothing brings them back. */
export async function buryClerkId(tx: Tx, clerkId: string): Promise<void> {
  await insertTombstone(tx, clerkId)
}
