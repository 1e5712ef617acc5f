import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { recordAudit, type AuditActor } from '../../account/record-audit.ts'
import { privacyErrors } from '../errors.ts'
import {
  countExportsSince,
  findExport,
  insertExport,
  isPreparing,
  lockPrivacyOf,
  setExportJob,
  type SeenExport,
} from '../queries.ts'
import { exportTask } from '../tasks.ts'

const fail = failWith(privacyErrors)
const DAY_MS = 86_400_000
const MOST_A_DAY = 3

export interface StartExport {
  userId: string
  actor: AuditActor
  traceparent?: string | null
}

/** Begins to prepare the person's archive. Throws export_under_way, export_too_many. */
export async function startExport(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'jobs'>,
  { userId, actor, traceparent = null }: StartExport,
): Promise<SeenExport> {
  const now = ctx.clock.now()
  await lockPrivacyOf(tx, userId)
  if (await isPreparing(tx, userId)) throw fail('export_under_way')
  const made = await countExportsSince(tx, userId, new Date(now.getTime() - DAY_MS))
  if (made >= MOST_A_DAY) throw fail('export_too_many')
  const id = ctx.clock.uuid()
  await insertExport(tx, { id, userId, now })
  const jobId = await ctx.jobs.enqueue(tx, exportTask, { exportId: id }, { userId, traceparent })
  await setExportJob(tx, userId, id, jobId)
  await recordAudit(tx, {
    ...actor,
    subjectId: userId,
    action: 'privacy.export_started',
    targetType: 'export',
    targetId: id,
  })
  const started = await findExport(tx, userId, id)
  if (!started) throw fail('export_not_found')
  return started
}
