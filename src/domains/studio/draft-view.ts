import type { ProfileFact } from '../resumes/schema.ts'
import { excerptOf } from './excerpt.ts'
import type { ListedDraft } from './listing/queries.ts'
import type { DraftRow, ListedVersion, VersionRow } from './queries.ts'
import type { Draft, DraftClaim, DraftSummary, DraftVersion } from './schema.ts'

type Counted = Pick<DraftSummary, 'claimCount' | 'flagged' | 'unconfirmed' | 'excerpt' | 'approvedAt'>

function draftSummary(row: DraftRow, counted: Counted): DraftSummary {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    organization: row.organization,
    matchId: row.match_id,
    postingId: row.posting_id,
    version: row.version,
    ...counted,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

export function listedDraft(row: ListedDraft): DraftSummary {
  return draftSummary(row, {
    claimCount: row.claim_count,
    flagged: row.flagged,
    unconfirmed: row.unconfirmed,
    excerpt: excerptOf(row.beginning),
    approvedAt: row.approved_at?.toISOString() ?? null,
  })
}

export function draftVersion(row: ListedVersion): DraftVersion {
  const { number, text, sha256, author } = row
  return {
    number,
    text,
    sha256,
    author,
    createdAt: row.created_at.toISOString(),
    approvedAt: row.approved_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }
}

/** The facts that claims cite, in the résumé's order. */
export function citedFacts(claims: DraftClaim[], facts: ProfileFact[]): ProfileFact[] {
  const cited = new Set(claims.flatMap(({ factIds }) => factIds))
  return facts.filter(({ id, state }) => cited.has(id) && state !== 'removed')
}

interface Parts {
  claims: DraftClaim[]
  facts: ProfileFact[]
  approvedAt: Date | null
  postingUrl: string | null
}

export function draftView(
  row: DraftRow,
  version: VersionRow,
  { claims, facts, approvedAt, postingUrl }: Parts,
): Draft {
  const cited = citedFacts(claims, facts)
  return {
    ...draftSummary(row, {
      claimCount: claims.length,
      flagged: claims.filter(({ flagged }) => flagged).length,
      unconfirmed: cited.filter(({ state }) => state === 'unconfirmed').length,
      excerpt: excerptOf(version.text),
      approvedAt: approvedAt?.toISOString() ?? null,
    }),
    text: version.text,
    sha256: version.sha256,
    author: version.author,
    claims,
    facts: cited.map(({ id, kind, text, state }) => ({ id, kind, text, confirmed: state === 'confirmed' })),
    // They are numbered from 1 without gaps, and the newest is the current one.
    versions: row.version,
    postingUrl,
  }
}
