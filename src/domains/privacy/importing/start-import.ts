import type { AppContext } from '../../../context.ts'
import { asUser } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import type { SpooledFile } from '../../../platform/storage/spooled-file.ts'
import { recordAudit, type AuditActor } from '../../account/record-audit.ts'
import { privacyErrors } from '../errors.ts'
import { listImports, lockPrivacyOf } from '../queries.ts'
import { importTask } from '../tasks.ts'

const fail = failWith(privacyErrors)

/** Largest archive that is taken in, in bytes. */
export const IMPORT_LIMIT = 50_000_000

export interface NewImport {
  userId: string
  file: Pick<SpooledFile, 'head' | 'stream'>
  actor: AuditActor
  traceparent?: string | null
}

/** A zip begins with a local file header, APPNOTE.TXT 4.3.7. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/** Keeps an uploaded archive and begins to bring it in. Throws archive_unreadable, import_under_way. */
export async function startImport(
  ctx: Pick<AppContext, 'db' | 'storage' | 'clock' | 'jobs'>,
  { userId, file, actor, traceparent = null }: NewImport,
): Promise<{ importId: string }> {
  if (!isZip(file.head)) throw fail('archive_unreadable', { message: 'no zip' })
  const key = `${userId}/imports/${ctx.clock.uuid()}.zip`
  await ctx.storage.put(key, file.stream(), 'application/zip')
  try {
    return await asUser(ctx.db, userId, async (tx) => {
      await lockPrivacyOf(tx, userId)
      const [newest] = await listImports(tx, userId, importTask.name, 1)
      if (newest && newest.finished_at === null) throw fail('import_under_way')
      const importId = await ctx.jobs.enqueue(tx, importTask, { key }, { userId, traceparent })
      await recordAudit(tx, {
        ...actor,
        subjectId: userId,
        action: 'privacy.import_started',
        targetType: 'import',
        targetId: importId,
      })
      return { importId }
    })
  } catch (error) {
    await ctx.storage.delete(key)
    throw error
  }
}
