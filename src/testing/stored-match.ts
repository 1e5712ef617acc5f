import { sql } from 'kysely'
import type { Tx } from '../platform/db/types.ts'
import type { DraftCase } from './draft-cases.ts'

export interface StoredMatch {
  matchId: string
  postingId: string
  resumeId: string
  versionId: string
}

/** Stores a posting as capturing would. */
export async function storePosting(tx: Tx, userId: string, of: DraftCase, id: string): Promise<string> {
  const { posting, postingText } = of
  await sql`
    insert into posting (id, user_id, source, board, external_id, url, canonical_url, title, organization, title_key,
      organization_key, data, text, content_hash)
    values (${id}, ${userId}, 'text', null, ${id}, ${posting.url}, ${posting.url}, ${posting.title},
      ${posting.hiringOrganization.name}, '', '', ${JSON.stringify(posting)}, ${postingText}, '')`.execute(tx)
  return id
}

/** Stores a résumé as intake would; answers with the stored id of each fact. */
async function storeResume(
  tx: Tx,
  userId: string,
  of: DraftCase,
  versionId: string,
): Promise<Map<string, string>> {
  const resumeId = versionId
  await sql`insert into resume (id, user_id) values (${resumeId}, ${userId})`.execute(tx)
  await sql`
    insert into resume_version (id, user_id, resume_id, number, state, file_name, content_type, file_key, file_size, sha256,
      text, json_resume, in_language, parser_version)
    values (${versionId}, ${userId}, ${resumeId}, 1, 'ready', 'resume.pdf', 'application/pdf', ${versionId}, 1, ${versionId},
      ${of.facts.map(({ text }) => text).join('\n')}, ${JSON.stringify(of.jsonResume)}, 'en', '1')`.execute(
    tx,
  )
  const ids = new Map<string, string>()
  for (const [number, { id, kind, text, span, path, value }] of of.facts.entries()) {
    const stored = crypto.randomUUID()
    ids.set(id, stored)
    await sql`
      insert into profile_fact (id, user_id, resume_version_id, number, kind, text, span_start, span_end, path, value, state, origin)
      values (${stored}, ${userId}, ${versionId}, ${number}, ${kind}, ${text}, ${span?.[0] ?? null}, ${span?.[1] ?? null},
        ${path}, ${value}, 'unconfirmed', 'resume')`.execute(tx)
  }
  return ids
}

/** Stores a match with everything it rests on, as the agents before drafting would. */
export async function storeMatch(tx: Tx, userId: string, of: DraftCase): Promise<StoredMatch> {
  const [postingId, versionId, matchId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await storePosting(tx, userId, of, postingId)
  const factIds = await storeResume(tx, userId, of, versionId)
  const { score, verdict, verdictWords, rubricVersion, evidence } = of.match
  await sql`
    insert into match (id, user_id, resume_id, resume_version_id, posting_id, extractor_version, rubric_version, score, verdict, verdict_words)
    values (${matchId}, ${userId}, ${versionId}, ${versionId}, ${postingId}, '1', ${rubricVersion}, ${score}, ${verdict}, ${verdictWords})`.execute(
    tx,
  )
  for (const [number, { id, text, span, tier, kind, detail }] of of.requirements.entries()) {
    const requirementId = crypto.randomUUID()
    const answer = evidence.find(({ requirementId: of }) => of === id)
    await sql`
      insert into requirement (id, user_id, posting_id, extractor_version, number, text, span_start, span_end, tier, kind, detail)
      values (${requirementId}, ${userId}, ${postingId}, '1', ${number + 1}, ${text}, ${span[0]}, ${span[1]}, ${tier}, ${kind},
        ${JSON.stringify(detail)})`.execute(tx)
    const proof = (answer?.factIds ?? []).map((fact) => factIds.get(fact) ?? fact)
    await sql`
      insert into match_evidence (match_id, requirement_id, user_id, class, fact_ids, reason)
      values (${matchId}, ${requirementId}, ${userId}, ${answer?.class ?? 'unknown'}, ${proof}, '')`.execute(
      tx,
    )
  }
  return { matchId, postingId, resumeId: versionId, versionId }
}
