import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { startRun } from '../agents/start-run.ts'
import { findActiveRun, lockSamplesOf } from './queries.ts'
import { samplesAgent } from './samples-agent.ts'

/** Starts adding the sample data; while that goes on, a second call answers with the same run. */
export async function addSamples(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  { userId, traceparent = null }: { userId: string; traceparent?: string | null },
): Promise<{ runId: string }> {
  await lockSamplesOf(tx, userId)
  const runId = await findActiveRun(tx, userId, samplesAgent.kind)
  if (runId) return { runId }
  const started = await startRun(tx, ctx, samplesAgent, { userId, traceparent, input: {} })
  return { runId: started.runId }
}
