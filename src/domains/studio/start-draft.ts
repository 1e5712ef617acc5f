import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { startRun } from '../agents/start-run.ts'
import { readMatch } from '../matching/read-match.ts'
import { draftAgent } from './draft-agent.ts'
import { studioErrors } from './errors.ts'

const fail = failWith(studioErrors)

/** Starts the agent that drafts a cover letter for a match; the run's result holds `draftId`. */
export async function startDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  options: { userId: string; matchId: string; traceparent?: string | null },
): Promise<{ runId: string }> {
  const { userId, matchId, traceparent = null } = options
  if (!(await readMatch(tx, userId, matchId))) throw fail('draft_match_not_found')
  const { runId } = await startRun(tx, ctx, draftAgent, { userId, input: { matchId }, traceparent })
  return { runId }
}
