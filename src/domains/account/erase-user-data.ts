import type { Tx } from '../../platform/db/types.ts'
import { erasePerson } from './leaving/queries.ts'

/** Removes the person; runs last, since everything else refers to them. `tx` is the worker's. */
export function eraseUserData(tx: Tx, userId: string): Promise<void> {
  return erasePerson(tx, userId)
}
