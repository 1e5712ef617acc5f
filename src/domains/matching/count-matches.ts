import type { Tx } from '../../platform/db/types.ts'
import { countByVerdict } from './listing/queries.ts'
import type { MatchCounts } from './schema.ts'

/** How many matches a person has: shown, new to them, hidden, and shown with each verdict. */
export async function countMatches(tx: Tx, userId: string): Promise<MatchCounts> {
  const counts: MatchCounts = {
    total: 0,
    unseen: 0,
    hidden: 0,
    byVerdict: { strong: 0, possible: 0, weak: 0, blocked: 0, cant_tell: 0 },
  }
  for (const { verdict, shown, unseen, hidden } of await countByVerdict(tx, userId)) {
    counts.total += shown
    counts.unseen += unseen
    counts.hidden += hidden
    counts.byVerdict[verdict] = shown
  }
  return counts
}
