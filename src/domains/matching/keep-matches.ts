import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { ReadPosting } from '../postings/read-posting.ts'
import type { ReadResume } from '../resumes/read-resume.ts'
import {
  holdPostings,
  listRequirementsOf,
  lockMatchesOf,
  replaceEvidence,
  supersedeOlder,
  upsertMatches,
} from './bulk/queries.ts'
import { EXTRACTOR_VERSION } from './extract-requirements.ts'
import { keepRequirements } from './keep-requirements.ts'
import type { RequirementRow } from './queries.ts'
import type { MatchResult, Requirement } from './schema.ts'
import { storedRequirement } from './stored-match.ts'
import { verifyMatch } from './verify-match.ts'

export interface Matched {
  posting: Pick<ReadPosting, 'id' | 'text'>
  result: MatchResult
  /** Stored first where the posting has none yet. */
  requirements?: Requirement[]
}

interface KeepMatches {
  userId: string
  resume: ReadResume
  matched: Matched[]
}

async function requirementsOf(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  userId: string,
  matched: Matched[],
): Promise<Map<string, RequirementRow[]>> {
  const asked = matched.map(({ posting, requirements = [] }) => ({ postingId: posting.id, requirements }))
  await keepRequirements(tx, ctx, { userId, asked })
  const ids = matched.map(({ posting }) => posting.id)
  const rows = await listRequirementsOf(tx, userId, ids, EXTRACTOR_VERSION)
  return Map.groupBy(rows, (row) => row.posting_id)
}

/**
 * Stores matches of one résumé with their evidence, every link of them checked against what is stored now. A
 * posting that is gone is left out. Answers with the match's id for each posting that was kept.
 */
export async function keepMatches(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, resume, matched: all }: KeepMatches,
): Promise<Map<string, string>> {
  const there = await holdPostings(
    tx,
    userId,
    all.map(({ posting }) => posting.id),
  )
  const matched = all.filter(({ posting }) => there.has(posting.id))
  await lockMatchesOf(tx, userId, [...there])
  const requirements = await requirementsOf(tx, ctx, userId, matched)
  const checked = matched.map(({ posting, result }) => {
    const rows = requirements.get(posting.id) ?? []
    const sources = { text: posting.text, requirements: rows.map(storedRequirement), facts: resume.facts }
    return { postingId: posting.id, rows, result: verifyMatch(result, sources) }
  })
  const ids = await upsertMatches(
    tx,
    checked.map(({ postingId, result }) => ({
      id: ctx.clock.uuid(),
      user_id: userId,
      resume_id: resume.resumeId,
      resume_version_id: resume.versionId,
      posting_id: postingId,
      extractor_version: EXTRACTOR_VERSION,
      rubric_version: result.rubricVersion,
      score: result.score,
      verdict: result.verdict,
      verdict_words: result.verdictWords,
      gates: result.gates,
      hidden_at: null,
      superseded_at: null,
    })),
  )
  await supersedeOlder(tx, { userId, resumeId: resume.resumeId, kept: ids, at: ctx.clock.now() })
  const evidence = checked.flatMap((one) => evidenceRows(userId, ids.get(one.postingId), one))
  await replaceEvidence(tx, userId, [...ids.values()], evidence)
  return ids
}

function evidenceRows(
  userId: string,
  matchId: string | undefined,
  { rows, result }: { rows: RequirementRow[]; result: MatchResult },
) {
  if (matchId === undefined) return []
  const rowIds = new Map(rows.map((row) => [`r${row.number}`, row.id]))
  return result.evidence.flatMap(({ requirementId: number, class: kind, factIds, reason }) => {
    const requirementId = rowIds.get(number)
    if (requirementId === undefined) return []
    return [
      {
        match_id: matchId,
        requirement_id: requirementId,
        user_id: userId,
        class: kind,
        fact_ids: factIds,
        reason,
      },
    ]
  })
}
