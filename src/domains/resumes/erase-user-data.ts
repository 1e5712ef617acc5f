import type { Tx } from '../../platform/db/types.ts'
import { eraseRows } from './queries.ts'

/** Erases the rows; the files lie below `<userId>/` in storage and go with that prefix. */
export function eraseUserData(tx: Tx, userId: string): Promise<void> {
  return eraseRows(tx, userId)
}
