import { looksClosed } from './closed.ts'
import type { Posting, PostingNotice } from './schema.ts'

const SNIPPET_END = /(?:…|\.\.\.|\[…\])\s*$/

/** What the person should know before relying on a posting, except duplicates, which only the database knows. */
export function noticesOf(posting: Posting, now: Date, pageText = ''): PostingNotice[] {
  const text = posting.descriptionText.trim()
  const notices: PostingNotice[] = []
  if (looksClosed(posting, now, pageText)) notices.push('looks_closed')
  if (text.length < 20) notices.push('no_description')
  else if (posting.identifier.source === 'adzuna' || (text.length < 1200 && SNIPPET_END.test(text)))
    notices.push('snippet_only')
  if (posting.baseSalary?.suspect) notices.push('suspect_salary')
  return notices
}
