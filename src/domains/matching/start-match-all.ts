import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { startRun } from '../agents/start-run.ts'
import { readResume } from '../resumes/read-resume.ts'
import { matchErrors } from './errors.ts'
import { matchAllAgent } from './match-all-agent.ts'

const fail = failWith(matchErrors)

export interface StartMatchAll {
  userId: string
  /** The latest one that has been read when absent. */
  resumeId?: string | undefined
  traceparent?: string | null
}

/** Starts matching a résumé with every open posting. Throws match_resume_not_found, match_no_resume. */
export async function startMatchAll(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  { userId, resumeId, traceparent = null }: StartMatchAll,
): Promise<{ runId: string }> {
  const resume = await readResume(tx, userId, resumeId)
  if (!resume) throw fail(resumeId ? 'match_resume_not_found' : 'match_no_resume')
  const input = { resumeId: resume.resumeId }
  const { runId } = await startRun(tx, ctx, matchAllAgent, { userId, traceparent, input })
  return { runId }
}
