import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { keepPosting, type KeptPosting } from './keep-posting.ts'
import { noticesOf } from './notices.ts'
import { findByLocators, insertSnapshot } from './queries.ts'
import type { Posting } from './schema.ts'
import { newSnapshot } from './snapshot.ts'

export interface SamplePosting {
  userId: string
  posting: Posting
  fileName: string
  /** The file that the posting was read from. */
  bytes: Uint8Array
}

/** Keeps a posting of the sample data with its original, once: a second time nothing is added. */
export async function keepSamplePosting(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, posting, fileName, bytes }: SamplePosting,
): Promise<Pick<KeptPosting, 'postingId' | 'existing'>> {
  const { source, board, value: externalId } = posting.identifier
  const known = await findByLocators(tx, userId, [{ source, board: board ?? '', externalId }])
  if (known) return { postingId: known, existing: true }
  const snapshotId = ctx.clock.uuid()
  const fetchedAt = ctx.clock.now()
  const contentType = 'text/plain; charset=utf-8'
  await insertSnapshot(
    tx,
    newSnapshot({ id: snapshotId, userId, origin: 'file', bytes, contentType, fetchedAt, fileName }),
  )
  const notices = noticesOf(posting, fetchedAt)
  return keepPosting(tx, ctx, { userId, posting, notices, snapshotId, isSample: true })
}
