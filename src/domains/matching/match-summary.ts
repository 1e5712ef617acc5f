import { postingNotices, salarySchema } from '../postings/schema.ts'
import type { ListedMatch } from './listing/queries.ts'
import type { MatchSummary } from './schema.ts'
import { storedGates } from './stored-match.ts'

const storedSalary = salarySchema.nullable()

/** A match as lists show it. */
export function matchSummary(row: ListedMatch): MatchSummary {
  const failed = storedGates(row.gates).filter(({ result }) => result === 'fail')
  return {
    id: row.id,
    postingId: row.posting_id,
    resumeId: row.resume_id,
    title: row.title,
    organization: row.organization,
    places: row.places,
    workplaceType: row.workplace_type,
    salary: storedSalary.parse(row.salary),
    datePosted: row.date_posted,
    notices: postingNotices.filter((notice) => row.notices.includes(notice)),
    isSample: row.is_sample,
    score: row.score,
    verdict: row.verdict,
    verdictWords: row.verdict_words,
    musts: row.musts,
    mustsMet: row.musts_met,
    missing: row.missing,
    failedGates: failed.slice(0, 2).map(({ reason }) => reason),
    hidden: row.hidden_at !== null,
    seenAt: row.seen_at?.toISOString() ?? null,
    draft: row.draft_id && row.draft_state ? { id: row.draft_id, state: row.draft_state } : null,
    application:
      row.application_id && row.application_stage
        ? { id: row.application_id, stage: row.application_stage, outcome: row.application_outcome }
        : null,
    createdAt: row.created_at.toISOString(),
  }
}
