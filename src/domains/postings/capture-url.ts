import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { startRun } from '../agents/start-run.ts'
import { captureAgent } from './capture-agent.ts'

export interface CaptureUrl {
  userId: string
  url: string
  /** Which posting to take when the address holds several: number from 1, id or part of the title. */
  pick?: string | undefined
  /** W3C traceparent of the request. */
  traceparent?: string | null
}

/** Starts fetching an address; the run's result holds `postingId`. */
export async function captureUrl(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  { userId, url, pick, traceparent = null }: CaptureUrl,
): Promise<{ runId: string }> {
  const { runId } = await startRun(tx, ctx, captureAgent, { userId, traceparent, input: { url, pick } })
  return { runId }
}
