import type { Tx } from '../../platform/db/types.ts'
import { findPosting } from './queries.ts'
import { storedPosting } from './posting-view.ts'
import type { Posting, PostingNotice } from './schema.ts'

export interface ReadPosting {
  id: string
  posting: Posting
  /** What matching reads; it never changes. */
  text: string
  notices: PostingNotice[]
}

/** A person's posting for the domains above; null when it isn't theirs. */
export async function readPosting(tx: Tx, userId: string, postingId: string): Promise<ReadPosting | null> {
  const row = await findPosting(tx, userId, postingId)
  if (!row) return null
  const { posting, notices } = storedPosting(row)
  return { id: row.id, posting, text: row.text, notices }
}
