import type { Db } from '../../platform/db/types.ts'
import { findDuplicateCandidates, type DuplicateCandidate } from './queries.ts'
import type { Posting } from './schema.ts'
import { storedPosting } from './posting-view.ts'
import { SAME_TEXT, similarity } from './similarity.ts'
import { canonicalUrl, contentKey, organizationKey, titleKey, urlKey } from './url-key.ts'

function isSame(posting: Posting, url: string, candidate: DuplicateCandidate): boolean {
  if (url !== '' && urlKey(candidate.canonical_url) === url) return true
  if (posting.descriptionText.length > 200 && candidate.content_hash === posting.contentHash) return true
  const other = storedPosting({ data: candidate.data, notices: [] }).posting
  const key = contentKey(posting)
  if (key !== '' && key === contentKey(other)) return true
  return (
    similarity(posting.descriptionText, other.descriptionText) >= SAME_TEXT &&
    titleKey(other.title) === titleKey(posting.title)
  )
}

/**
 * Another posting of this person that is probably the same job; null when there is none. Samples are compared with
 * samples only: what a person captures must not depend on them.
 */
export async function findDuplicate(
  db: Db,
  userId: string,
  posting: Posting,
  isSample = false,
): Promise<{ id: string; title: string } | null> {
  const candidates = await findDuplicateCandidates(db, userId, {
    canonicalUrl: canonicalUrl(posting.url),
    contentHash: posting.contentHash,
    organizationKey: organizationKey(posting.hiringOrganization.name),
    titleKey: titleKey(posting.title),
    isSample,
  })
  const url = urlKey(posting.url)
  return candidates.find((candidate) => isSame(posting, url, candidate)) ?? null
}
