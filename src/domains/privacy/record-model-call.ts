import type { Tx } from '../../platform/db/types.ts'
import { insertModelCall, type NewModelCall } from './queries.ts'

/** Notes that something of the person was sent to a model, in the transaction of what came of it. */
export async function recordModelCall(tx: Tx, call: NewModelCall): Promise<void> {
  await insertModelCall(tx, call)
}
