import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { startRun } from '../../agents/start-run.ts'
import { captureAgent } from '../capture-agent.ts'
import { postingErrors } from '../errors.ts'
import type { SnapshotDetails } from '../snapshot.ts'
import { claimSnapshot } from './queries.ts'

const fail = failWith(postingErrors)

export interface KeepPreview {
  userId: string
  snapshotId: string
  /** Which posting of it, and what the person corrected; the rest is kept as it was read. */
  wishes: SnapshotDetails
  traceparent?: string | null
}

/** Starts keeping what was previewed; nothing is fetched again. Throws posting_preview_gone. */
export async function keepPreview(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  { userId, snapshotId, wishes, traceparent = null }: KeepPreview,
): Promise<{ runId: string }> {
  if (!(await claimSnapshot(tx, userId, snapshotId))) throw fail('posting_preview_gone')
  const { runId } = await startRun(tx, ctx, captureAgent, {
    userId,
    traceparent,
    input: { snapshotId, wishes },
  })
  return { runId }
}
