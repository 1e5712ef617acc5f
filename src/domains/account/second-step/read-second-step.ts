import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import { countBackupCodes, findFactor } from './queries.ts'
import type { SecondStepStatus } from './schema.ts'

/** Whether the second step is on, and what is left of it. */
export function readSecondStep(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  userId: string,
): Promise<SecondStepStatus> {
  return readAsWorker(ctx.db, async (tx) => {
    const factor = await findFactor(tx, userId)
    const until = factor?.locked_until
    return {
      enabled: Boolean(factor?.confirmed_at),
      backupCodesLeft: await countBackupCodes(tx, userId),
      lockedUntil: until && until > ctx.clock.now() ? until.toISOString() : null,
    }
  })
}
