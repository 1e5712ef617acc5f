import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import { registerOfTables } from '../register-of-tables.ts'
import { countMentions, listSearchedTables } from './queries.ts'
import { needlesOf, type Traces } from './traces.ts'

/** A place where something of the person is left. */
export interface Finding {
  /** A table, or `storage`. */
  where: string
  count: number
}

/** Columns of the audit log hold names of roles and kinds: there only what is unmistakable counts. */
const NAMELESS = 'audit_event'

/**
 * Searches every table and the storage for what tells who somebody was: their id anywhere; address, hashes of files and
 * name anywhere but in rows of others, who may know them or be called alike.
 */
export async function verifyErased(
  ctx: Pick<AppContext, 'db' | 'storage'>,
  traces: Traces,
  { exceptJob }: { exceptJob: string },
): Promise<Finding[]> {
  const needles = needlesOf(traces)
  const findings: Finding[] = []
  const tables = await readAsWorker(ctx.db, (tx) => listSearchedTables(tx))
  for (const table of tables) {
    const count = await readAsWorker(ctx.db, (tx) =>
      countMentions(tx, table, {
        userId: traces.userId,
        needles: table.table === NAMELESS ? { ...needles, names: [] } : needles,
        owner: table.schema === 'public' ? registerOfTables[table.table]?.owner : undefined,
        exceptJob,
      }),
    )
    if (count > 0) findings.push({ where: table.table, count })
  }
  let files = 0
  for await (const { key } of ctx.storage.list('')) if (key.includes(traces.userId)) files++
  if (files > 0) findings.push({ where: 'storage', count: files })
  return findings
}
