import type { AppContext } from '../../../context.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import { readLeaving } from '../../account/leaving/read-leaving.ts'
import { finishExport } from '../queries.ts'
import { collectArchive } from './collect-archive.ts'
import { archiveName, EXPORT_HOURS, exportKey } from './export-key.ts'
import { streamZip } from './stream-zip.ts'

const HOUR_MS = 3_600_000

export interface ExportPayload {
  exportId: string
}

type Job = Pick<RunningJob<ExportPayload>, 'userId' | 'payload' | 'commit' | 'progress' | 'signal'>

/**
 * Makes the archive, stores it and tells the person. Safe to run again from the start: the key is the export's own, and
 * the row and the mail are written once.
 */
export async function exportArchive(
  ctx: Pick<AppContext, 'config' | 'db' | 'storage' | 'clock' | 'jobs'>,
  job: Job,
): Promise<{ bytes: number } | null> {
  const { userId, payload } = job
  if (userId === null) return null
  const progress = async (percent: number, words: string): Promise<void> => {
    job.signal.throwIfAborted()
    await job.progress(percent, words)
  }
  const files = await collectArchive(ctx, userId, progress)
  await progress(85, 'Packing the archive')
  const zip = streamZip(files, ctx.clock.now())
  const key = exportKey(userId, payload.exportId)
  await ctx.storage.put(key, zip.stream, 'application/zip')
  const { bytes, sha256 } = zip.written()
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + EXPORT_HOURS * HOUR_MS)
  const url = await ctx.storage.signedUrl(key, {
    fileName: archiveName(now),
    expiresInSeconds: EXPORT_HOURS * 3_600,
  })
  await job.commit(async (tx) => {
    const ready = { storageKey: key, bytes, sha256, expiresAt, now }
    const person = await readLeaving(tx, userId)
    if (!person || !(await finishExport(tx, userId, payload.exportId, ready))) return
    await queueEmail(tx, ctx, {
      kind: 'export_ready',
      userId,
      to: person.email,
      url,
      expiresAt,
      bytes,
    })
  })
  return { bytes }
}
