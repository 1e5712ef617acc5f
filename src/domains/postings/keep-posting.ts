import type { AppContext } from '../../context.ts'
import { toStorableText } from '../../platform/json.ts'
import type { Tx } from '../../platform/db/types.ts'
import { findDuplicate } from './find-duplicate.ts'
import { locatorsOf } from './locators.ts'
import { postingText } from './posting-text.ts'
import { findByLocators, insertLocators, insertPosting, linkSnapshot, lockPostingsOf } from './queries.ts'
import type { Posting, PostingNotice } from './schema.ts'
import { canonicalUrl, organizationKey, titleKey } from './url-key.ts'

export interface KeptPosting {
  postingId: string
  notices: PostingNotice[]
  /** True when this very posting was already there; nothing was added but the snapshot. */
  existing: boolean
  duplicateOf: { id: string; title: string } | null
}

export interface KeepInput {
  userId: string
  posting: Posting
  notices: PostingNotice[]
  snapshotId: string
  /** It came with the sample data. */
  isSample?: boolean
}

/** Stores a posting once per person and source id; a probable duplicate is kept and named. */
export async function keepPosting(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  input: KeepInput,
): Promise<KeptPosting> {
  const { userId, posting, snapshotId, isSample = false } = input
  await lockPostingsOf(tx, userId)
  const locators = locatorsOf(posting)
  const known = await findByLocators(tx, userId, locators)
  if (known) {
    await linkSnapshot(tx, userId, snapshotId, known)
    return { postingId: known, notices: input.notices, existing: true, duplicateOf: null }
  }
  const duplicateOf = await findDuplicate(tx, userId, posting, isSample)
  const notices = duplicateOf ? [...input.notices, 'possible_duplicate' as const] : input.notices
  const id = ctx.clock.uuid()
  const [own] = locators
  const { raw: _raw, ...data } = posting
  await insertPosting(tx, {
    id,
    user_id: userId,
    source: posting.identifier.source,
    board: posting.identifier.board,
    external_id: own?.externalId ?? posting.identifier.value,
    url: toStorableText(posting.url),
    canonical_url: canonicalUrl(posting.url),
    title: toStorableText(posting.title),
    organization: toStorableText(posting.hiringOrganization.name),
    title_key: toStorableText(titleKey(posting.title)),
    organization_key: toStorableText(organizationKey(posting.hiringOrganization.name)),
    data,
    text: toStorableText(postingText(posting)),
    content_hash: posting.contentHash,
    notices,
    duplicate_of: duplicateOf?.id ?? null,
    state: notices.includes('looks_closed') ? 'looks_closed' : 'open',
    is_sample: isSample,
  })
  await insertLocators(tx, userId, id, locators)
  await linkSnapshot(tx, userId, snapshotId, id)
  return { postingId: id, notices, existing: false, duplicateOf }
}
