import type { Tx } from '../../platform/db/types.ts'
import { findMatch, listEvidence } from './queries.ts'
import type { MatchResult, Requirement } from './schema.ts'
import { storedGates, storedRequirement } from './stored-match.ts'

export interface ReadMatch {
  id: string
  resumeId: string
  versionId: string
  postingId: string
  /** In the order of the posting's text. */
  requirements: Requirement[]
  result: MatchResult
}

/** A person's match for the domains above; null when it isn't theirs. */
export async function readMatch(tx: Tx, userId: string, matchId: string): Promise<ReadMatch | null> {
  const match = await findMatch(tx, userId, matchId)
  if (!match) return null
  const rows = await listEvidence(tx, userId, matchId)
  return {
    id: match.id,
    resumeId: match.resume_id,
    versionId: match.resume_version_id,
    postingId: match.posting_id,
    requirements: rows.map(storedRequirement),
    result: {
      score: match.score,
      verdict: match.verdict,
      verdictWords: match.verdict_words,
      rubricVersion: match.rubric_version,
      gates: storedGates(match.gates),
      evidence: rows.map((row) => ({
        requirementId: `r${row.number}`,
        class: row.class,
        factIds: row.fact_ids,
        reason: row.reason,
      })),
    },
  }
}
