import type { DraftClaim } from '../../../src/domains/studio/schema.ts'

/** A claim at its place in the text as it is now. */
export interface PlacedClaim extends DraftClaim {
  /** Its words were changed since they were checked. */
  changed: boolean
}

/**
 * Puts claims of a checked text where their sentences are in the text typed since. A change inside a sentence
 * keeps it, marked; one that goes over its border drops it until the next check.
 */
export function moveClaims(
  claims: readonly DraftClaim[],
  checked: string,
  current: string,
): readonly PlacedClaim[] {
  const { start, end, shift } = changeBetween(checked, current)
  return claims.flatMap((claim): PlacedClaim[] => {
    const [from, to] = claim.span
    if (checked === current || to <= start) return [{ ...claim, changed: false }]
    if (from >= end) return [{ ...claim, span: [from + shift, to + shift], changed: false }]
    if (from <= start && to >= end && to + shift > from)
      return [{ ...claim, span: [from, to + shift], changed: true }]
    return []
  })
}

/** The one stretch of `before` outside which both are the same, and by how much what follows it moved. */
function changeBetween(before: string, after: string): { start: number; end: number; shift: number } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let same = 0
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++
  return { start, end: before.length - same, shift: after.length - before.length }
}
