import type { AppContext } from '../../../context.ts'
import { asUser } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { toJson, toStorableText } from '../../../platform/json.ts'
import { assertReadable, type CapturedBytes } from '../capture-bytes.ts'
import { postingErrors } from '../errors.ts'
import { findDuplicate } from '../find-duplicate.ts'
import { locatorsOf } from '../locators.ts'
import { findByLocators, findSnapshot, insertSnapshot, type NewSnapshot } from '../queries.ts'
import { readSnapshot, type SnapshotReading } from '../read-snapshot.ts'
import { postingSchema, type Posting, type PostingNotice } from '../schema.ts'
import { newSnapshot, type SnapshotDetails } from '../snapshot.ts'
import { fetchOriginal } from './fetch-original.ts'
import { dropOldPreviews, findTitle, updatePreview } from './queries.ts'

const fail = failWith(postingErrors)

const DAY_MS = 86_400_000
/** A fetched page may have 8 MB. */
const MOST_KEPT = { previews: 20, bytes: 32 * 1024 * 1024 }

/** Where the posting comes from; a snapshot is what an earlier preview stored. */
export type PreviewSource =
  | { url: string; details?: SnapshotDetails }
  | CapturedBytes
  | { snapshotId: string; details?: SnapshotDetails }

type Parts = Pick<AppContext, 'db' | 'clock' | 'fetch'>

export interface PreviewInput {
  userId: string
  source: PreviewSource
  /** Fires when the caller goes away. */
  signal: AbortSignal
}

export interface Preview extends SnapshotReading {
  snapshotId: string
  /** This very posting is already kept. */
  existing: { id: string; title: string } | null
  duplicateOf: { id: string; title: string; organization: string } | null
}

/** When an original goes that nobody has decided to keep. */
export function previewExpiry(clock: AppContext['clock']): Date {
  return new Date(clock.now().getTime() + DAY_MS)
}

/**
 * Reads a posting without keeping it. What it was read from is stored for a day, so that exactly that can be
 * kept. Throws posting_* and fetch_* errors; then nothing is stored.
 */
export async function previewPosting(ctx: Parts, input: PreviewInput): Promise<Preview> {
  const { userId } = input
  const original = await originalOf(ctx, input)
  const read = readSnapshot(original)
  // As the database would give it back.
  const posting = postingSchema.parse(JSON.parse(toJson({ ...read.posting, raw: null })))
  const reading = { ...read, posting }
  return asUser(ctx.db, userId, async (tx) => {
    await storeOriginal(tx, original)
    await dropOldPreviews(tx, userId, MOST_KEPT)
    return { ...reading, ...(await lookAround(tx, userId, reading)), snapshotId: original.id }
  })
}

interface Original extends NewSnapshot {
  details: SnapshotDetails
  /** A preview that is stored already; only what is asked of it changes. */
  stored: boolean
}

async function originalOf(ctx: Parts, { userId, source, signal }: PreviewInput): Promise<Original> {
  if ('snapshotId' in source) return storedOriginal(ctx, userId, source)
  const details = storable(source.details ?? {})
  const base = { id: ctx.clock.uuid(), userId }
  const expires_at = previewExpiry(ctx.clock)
  if ('url' in source) {
    const { body, contentType, fetchedAt, url } = await fetchOriginal(ctx, {
      userId,
      url: source.url,
      signal,
    })
    const bytes = Buffer.from(body)
    const asked = { ...details, url: source.url }
    const snapshot = newSnapshot({
      ...base,
      origin: 'fetched',
      bytes,
      contentType,
      fetchedAt,
      url,
      details: asked,
    })
    return { ...snapshot, details: asked, expires_at, stored: false }
  }
  assertReadable(source)
  const contentType = source.origin === 'file' ? 'application/octet-stream' : 'text/plain; charset=utf-8'
  const snapshot = newSnapshot({ ...base, ...source, details, contentType, fetchedAt: ctx.clock.now() })
  return { ...snapshot, details, expires_at, stored: false }
}

/** A preview looked at again; what a run or a posting already has is never changed but copied. */
async function storedOriginal(
  ctx: Parts,
  userId: string,
  { snapshotId, details = {} }: { snapshotId: string; details?: SnapshotDetails },
): Promise<Original> {
  const row = await asUser(ctx.db, userId, (tx) => findSnapshot(tx, userId, snapshotId))
  if (!row) throw fail('posting_preview_gone')
  const { created_at: _createdAt, ...kept } = row
  // The column is JSON, which newSnapshot() alone fills.
  const asked = { ...(row.details as SnapshotDetails), ...storable(details) }
  if (row.expires_at !== null && row.posting_id === null) return { ...kept, details: asked, stored: true }
  const copy = { id: ctx.clock.uuid(), posting_id: null, expires_at: previewExpiry(ctx.clock) }
  return { ...kept, ...copy, details: asked, stored: false }
}

/** As the database gives it back: reading the preview and reading what was stored must come to the same. */
function storable(details: SnapshotDetails): SnapshotDetails {
  const said = Object.entries(details).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(said.map(([key, value]) => [key, toStorableText(value)]))
}

async function storeOriginal(tx: Tx, { stored, ...original }: Original): Promise<void> {
  if (!stored) return insertSnapshot(tx, original)
  if (!(await updatePreview(tx, original.user_id, original.id, original.details)))
    throw fail('posting_preview_gone')
}

/** What the person already has of it. */
async function lookAround(
  tx: Tx,
  userId: string,
  { posting, notices }: { posting: Posting; notices: PostingNotice[] },
): Promise<Pick<Preview, 'existing' | 'duplicateOf' | 'notices'>> {
  const known = await findByLocators(tx, userId, locatorsOf(posting))
  if (known) return { existing: await findTitle(tx, userId, known), duplicateOf: null, notices }
  const like = await findDuplicate(tx, userId, posting)
  if (!like) return { existing: null, duplicateOf: null, notices }
  const duplicateOf = await findTitle(tx, userId, like.id)
  return { existing: null, duplicateOf, notices: [...notices, 'possible_duplicate'] }
}
