import type { PlacedClaim } from './move-claims.ts'

/** How a sentence stands: proved, proved by facts nobody has confirmed, not proved, or says nothing to prove. */
export type ClaimStanding = 'proved' | 'unconfirmed' | 'flagged' | 'free'

export interface KnownFact {
  id: string
  kind: string
  text: string
  confirmed: boolean
}

export function standingOf(
  claim: Pick<PlacedClaim, 'flagged' | 'factIds'>,
  facts: ReadonlyMap<string, KnownFact>,
): ClaimStanding {
  if (claim.flagged) return 'flagged'
  if (claim.factIds.length === 0) return 'free'
  return claim.factIds.some((id) => facts.get(id)?.confirmed === false) ? 'unconfirmed' : 'proved'
}

export interface LetterPiece {
  text: string
  /** Place among the claims; null between them. */
  claim: number | null
}

/** Cuts the letter at the borders of its sentences; claims are in order and don't overlap. */
export function letterPieces(text: string, claims: readonly PlacedClaim[]): LetterPiece[] {
  const pieces: LetterPiece[] = []
  let at = 0
  claims.forEach(({ span: [from, to] }, claim) => {
    if (from > at) pieces.push({ text: text.slice(at, from), claim: null })
    pieces.push({ text: text.slice(from, to), claim })
    at = to
  })
  if (at < text.length) pieces.push({ text: text.slice(at), claim: null })
  return pieces
}

/** The claim whose sentence holds the cursor; its end counts, so that typing on stays in it. */
export function claimAt(claims: readonly PlacedClaim[], cursor: number): number | null {
  const inside = claims.findIndex(({ span: [from, to] }) => from <= cursor && cursor < to)
  if (inside >= 0) return inside
  const before = claims.findIndex(({ span: [, to] }) => to === cursor)
  return before >= 0 ? before : null
}

/** The next flagged sentence behind the cursor, from the start again after the last; null when there is none. */
export function nextFlagged(claims: readonly PlacedClaim[], cursor: number, step: 1 | -1): number | null {
  const flagged = claims.flatMap((claim, index) => (claim.flagged ? [{ index, from: claim.span[0] }] : []))
  const here = claimAt(claims, cursor)
  const others = flagged.filter(({ index }) => index !== here)
  if (others.length === 0) return flagged[0]?.index ?? null
  if (step === 1) return (others.find(({ from }) => from >= cursor) ?? others[0])?.index ?? null
  return (others.findLast(({ from }) => from < cursor) ?? others.at(-1))?.index ?? null
}
