import type { Tx } from '../../../platform/db/types.ts'
import { forgetOldAudit, pseudonymiseAudit as pseudonymise } from './queries.ts'

/** The audit log keeps what happened and loses who it was. `tx` is the worker's. */
export function pseudonymiseAudit(
  tx: Tx,
  person: { userId: string; pseudonym: string; traces: readonly string[] },
): Promise<void> {
  return pseudonymise(tx, person)
}

/** Entries past their time, at most `limit`; how many. `tx` is the worker's. */
export function forgetAudit(tx: Tx, limit: number): Promise<number> {
  return forgetOldAudit(tx, limit)
}
