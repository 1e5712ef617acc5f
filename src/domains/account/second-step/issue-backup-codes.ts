import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { BACKUP_CODES_BYTES, hashBackupCode, makeBackupCodes, readBackupCode } from './backup-code.ts'
import { replaceBackupCodes } from './queries.ts'
import { backupKey } from './try-second-step.ts'

/** Ten new ones in place of the old; returned this once. */
export async function issueBackupCodes(
  tx: Tx,
  ctx: Pick<AppContext, 'config' | 'clock'>,
  userId: string,
): Promise<string[]> {
  const codes = makeBackupCodes(ctx.clock.bytes(BACKUP_CODES_BYTES))
  const key = backupKey(ctx)
  const hashes = codes.map((code) => hashBackupCode(key, userId, readBackupCode(code) ?? code))
  await replaceBackupCodes(tx, userId, hashes)
  return codes
}
