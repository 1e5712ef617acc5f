import type { Tx } from '../../platform/db/types.ts'
import { eraseRows } from './queries.ts'

export function eraseUserData(tx: Tx, userId: string): Promise<void> {
  return eraseRows(tx, userId)
}
