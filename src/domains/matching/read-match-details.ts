import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { matchErrors } from './errors.ts'
import { findMatchDetails } from './listing/queries.ts'
import { matchSummary } from './match-summary.ts'
import { findMatchSources, listEvidence, listFacts } from './queries.ts'
import type { MatchDetails } from './schema.ts'
import { storedGates, storedRequirement } from './stored-match.ts'

const fail = failWith(matchErrors)

/** A match with its gates, and for every requirement the facts that prove it. Throws match_not_found. */
export async function readMatchDetails(tx: Tx, userId: string, id: string): Promise<MatchDetails> {
  const match = await findMatchDetails(tx, userId, id)
  const sources = await findMatchSources(tx, userId, id)
  if (!match || !sources) throw fail('match_not_found')
  const rows = await listEvidence(tx, userId, id)
  const facts = await listFacts(tx, userId, [...new Set(rows.flatMap((row) => row.fact_ids))])
  return {
    ...matchSummary(match),
    resumeVersionId: match.resume_version_id,
    resumeFileName: sources.file_name,
    url: sources.url,
    postingText: sources.posting_text,
    rubricVersion: match.rubric_version,
    gates: storedGates(match.gates),
    requirements: rows.map(storedRequirement),
    evidence: rows.map((row) => ({
      requirementId: `r${row.number}`,
      class: row.class,
      factIds: row.fact_ids,
      reason: row.reason,
    })),
    facts: facts.map(({ span_start, span_end, ...fact }) => ({
      ...fact,
      span: span_start === null || span_end === null ? null : [span_start, span_end],
    })),
  }
}
