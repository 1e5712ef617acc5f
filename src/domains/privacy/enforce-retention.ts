import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { RunningJob } from '../../platform/jobs/define-task.ts'
import { forgetAudit } from '../account/leaving/pseudonymise-audit.ts'
import { deleteOlder } from './queries.ts'
import { registerOfTables } from './register-of-tables.ts'

const DAY_MS = 86_400_000
/** Rows of one transaction: short enough to be in nobody's way. */
const BATCH = 1_000
/** Rows of one table and run; the next run goes on. */
const MOST = 100_000

/** Removes what is older than it is kept, by the register. Returns how many rows of which table. */
export async function enforceRetention(
  ctx: Pick<AppContext, 'clock'>,
  job: Pick<RunningJob<unknown>, 'commit' | 'progress' | 'signal'>,
  { batch = BATCH, most = MOST }: { batch?: number; most?: number } = {},
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}

  async function remove(table: string, round: (tx: Tx) => Promise<number>): Promise<void> {
    let total = 0
    while (total < most) {
      job.signal.throwIfAborted()
      const count = await job.commit(round)
      total += count
      if (count < batch) break
      await job.progress(null, `Removed ${total} rows of ${table}`)
    }
    if (total > 0) removed[table] = total
  }

  for (const [table, { enforced }] of Object.entries(registerOfTables)) {
    if (!enforced) continue
    const before = new Date(ctx.clock.now().getTime() - enforced.days * DAY_MS)
    await remove(table, (tx) => deleteOlder(tx, table, { column: enforced.column, before }, batch))
  }
  await remove('audit_event', (tx) => forgetAudit(tx, batch))
  return removed
}
