import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { readMatch } from '../matching/read-match.ts'
import type { MatchResult } from '../matching/schema.ts'
import { readPosting } from '../postings/read-posting.ts'
import { readResume } from '../resumes/read-resume.ts'
import type { CheckInputs } from './check-claims.ts'

export interface DraftSources extends CheckInputs {
  match: MatchResult | null
  resumeVersionId: string | null
}

/**
 * What a draft may rest on, as it is now: facts that were corrected or removed since count as they are. A
 * match, posting or résumé that is gone leaves its part empty, so that its claims are flagged.
 */
export async function readDraftSources(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  of: { userId: string; matchId: string | null; postingId: string | null },
): Promise<DraftSources> {
  const match = of.matchId ? await readMatch(tx, of.userId, of.matchId) : null
  const postingId = match?.postingId ?? of.postingId
  const posting = postingId ? await readPosting(tx, of.userId, postingId) : null
  const resume = match ? await readResume(tx, of.userId, match.resumeId) : null
  return {
    ...proof(resume),
    ...asked(match),
    ...said(posting),
    today: ctx.clock.now().toISOString().slice(0, 10),
  }
}

function proof(resume: Awaited<ReturnType<typeof readResume>>) {
  const { facts = [], jsonResume = {}, versionId = null } = resume ?? {}
  return { facts, jsonResume, resumeVersionId: versionId }
}

function asked(match: Awaited<ReturnType<typeof readMatch>>) {
  return { requirements: match?.requirements ?? [], match: match?.result ?? null }
}

function said(posting: Awaited<ReturnType<typeof readPosting>>) {
  return { posting: posting?.posting ?? null, postingText: posting?.text ?? '' }
}
