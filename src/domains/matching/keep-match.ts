import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { ReadPosting } from '../postings/read-posting.ts'
import type { ReadResume } from '../resumes/read-resume.ts'
import { EXTRACTOR_VERSION } from './extract-requirements.ts'
import { listRequirements, lockMatchesOf, replaceEvidence, supersedeOlder, upsertMatch } from './queries.ts'
import type { MatchResult } from './schema.ts'
import { storedRequirement } from './stored-match.ts'
import { verifyMatch } from './verify-match.ts'

interface Matched {
  userId: string
  posting: ReadPosting
  resume: ReadResume
  result: MatchResult
}

/** Stores a match with its evidence, every link of it checked against what is stored now. Returns its id. */
export async function keepMatch(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, posting, resume, result }: Matched,
): Promise<string> {
  await lockMatchesOf(tx, userId, posting.id)
  const rows = await listRequirements(tx, userId, posting.id, EXTRACTOR_VERSION)
  const requirements = rows.map(storedRequirement)
  const checked = verifyMatch(result, { text: posting.text, requirements, facts: resume.facts })
  const id = await upsertMatch(tx, {
    id: ctx.clock.uuid(),
    user_id: userId,
    resume_id: resume.resumeId,
    resume_version_id: resume.versionId,
    posting_id: posting.id,
    extractor_version: EXTRACTOR_VERSION,
    rubric_version: checked.rubricVersion,
    score: checked.score,
    verdict: checked.verdict,
    verdict_words: checked.verdictWords,
    gates: checked.gates,
    hidden_at: null,
    superseded_at: null,
  })
  await supersedeOlder(tx, {
    id,
    userId,
    resumeId: resume.resumeId,
    postingId: posting.id,
    at: ctx.clock.now(),
  })
  const rowIds = new Map(rows.map((row) => [`r${row.number}`, row.id]))
  await replaceEvidence(
    tx,
    id,
    checked.evidence.flatMap((entry) => {
      const requirementId = rowIds.get(entry.requirementId)
      return requirementId
        ? [
            {
              requirement_id: requirementId,
              user_id: userId,
              class: entry.class,
              fact_ids: entry.factIds,
              reason: entry.reason,
            },
          ]
        : []
    }),
  )
  return id
}
