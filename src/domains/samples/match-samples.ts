import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { startMatch } from '../matching/start-match.ts'
import { listUnmatched } from './queries.ts'

/** Starts matching the sample résumé with the sample postings that it was not matched with yet. */
export async function matchSamples(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  userId: string,
): Promise<{ runIds: string[] }> {
  const runIds: string[] = []
  for (const { postingId, resumeId } of await listUnmatched(tx, userId)) {
    const { runId } = await startMatch(tx, ctx, { userId, postingId, resumeId })
    runIds.push(runId)
  }
  return { runIds }
}
