import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { startRun } from '../agents/start-run.ts'
import { readPosting } from '../postings/read-posting.ts'
import { readResume } from '../resumes/read-resume.ts'
import { matchErrors } from './errors.ts'
import { matchAgent } from './match-agent.ts'

const fail = failWith(matchErrors)

export interface StartMatch {
  userId: string
  postingId: string
  /** The latest one that has been read when absent. */
  resumeId?: string
  traceparent?: string | null
}

/** Starts matching a résumé with a posting. Throws match_posting_not_found, match_resume_not_found, match_no_resume. */
export async function startMatch(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  { userId, postingId, resumeId, traceparent = null }: StartMatch,
): Promise<{ runId: string }> {
  if (!(await readPosting(tx, userId, postingId))) throw fail('match_posting_not_found')
  const resume = await readResume(tx, userId, resumeId)
  if (!resume) throw fail(resumeId ? 'match_resume_not_found' : 'match_no_resume')
  const input = { postingId, resumeId: resume.resumeId }
  const { runId } = await startRun(tx, ctx, matchAgent, { userId, traceparent, input })
  return { runId }
}
