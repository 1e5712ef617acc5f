import type { ProfileFact } from '../resumes/schema.ts'
import type { DraftRow, VersionRow } from './queries.ts'
import type { Draft, DraftClaim, DraftSummary, DraftVersion } from './schema.ts'

export function draftSummary(row: DraftRow): DraftSummary {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    organization: row.organization,
    matchId: row.match_id,
    postingId: row.posting_id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

export function draftVersion(row: VersionRow & { approved_at: Date | null }): DraftVersion {
  const { number, text, sha256, author } = row
  const approvedAt = row.approved_at?.toISOString() ?? null
  return { number, text, sha256, author, createdAt: row.created_at.toISOString(), approvedAt }
}

/** The facts that claims cite, in the résumé's order. */
export function citedFacts(claims: DraftClaim[], facts: ProfileFact[]): ProfileFact[] {
  const cited = new Set(claims.flatMap(({ factIds }) => factIds))
  return facts.filter(({ id, state }) => cited.has(id) && state !== 'removed')
}

export function draftView(
  row: DraftRow,
  version: VersionRow,
  parts: { claims: DraftClaim[]; facts: ProfileFact[]; approvedAt: Date | null },
): Draft {
  return {
    ...draftSummary(row),
    text: version.text,
    sha256: version.sha256,
    author: version.author,
    claims: parts.claims,
    facts: citedFacts(parts.claims, parts.facts).map(({ id, kind, text, state }) => ({
      id,
      kind,
      text,
      confirmed: state === 'confirmed',
    })),
    approvedAt: parts.approvedAt?.toISOString() ?? null,
  }
}
