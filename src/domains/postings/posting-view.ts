import type { PostingRow } from './queries.ts'
import { looksClosed } from './closed.ts'
import { postingNotices, postingSchema, type Posting, type PostingNotice } from './schema.ts'

/** A stored row as the rest of the application knows a posting; the raw payload stays in the snapshot. */
export function storedPosting(row: Pick<PostingRow, 'data' | 'notices'>): {
  posting: Posting
  notices: PostingNotice[]
} {
  const posting = postingSchema.parse({ ...(row.data as object), raw: null })
  return { posting, notices: postingNotices.filter((notice) => row.notices.includes(notice)) }
}

const words: Record<PostingNotice, string> = {
  looks_closed: 'This posting looks closed.',
  no_description: 'The source gives no description, so there is nothing to match against.',
  snippet_only: 'The source gives only the beginning of the description.',
  suspect_salary: 'The salary figure can’t be trusted.',
  possible_duplicate: 'You may already have this posting.',
}

/** Each notice in plain words, with its reason where there is one. */
export function noticeWords(posting: Posting, notices: PostingNotice[], now: Date): string[] {
  return notices.map((notice) => {
    if (notice === 'looks_closed') return [words[notice], looksClosed(posting, now)].filter(Boolean).join(' ')
    if (notice === 'suspect_salary' && posting.baseSalary?.suspect) {
      return `The salary figure can’t be trusted: ${posting.baseSalary.suspect}.`
    }
    return words[notice]
  })
}
