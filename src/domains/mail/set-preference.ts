import type { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { addOptOut, removeOptOut } from '../../platform/email/suppression-queries.ts'
import type { setPreferenceInput } from './schema.ts'

/** Holds from the next mail on, also for those that wait to be sent. */
export async function setPreference(
  tx: Tx,
  userId: string,
  { kind, optedOut }: z.infer<typeof setPreferenceInput>,
): Promise<void> {
  if (optedOut) await addOptOut(tx, userId, kind)
  else await removeOptOut(tx, userId, kind)
}
