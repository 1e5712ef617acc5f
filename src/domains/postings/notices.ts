import { looksClosed } from './closed.ts'
import type { Posting, PostingNotice } from './schema.ts'

const SNIPPET_END = /(?:…|\.\.\.|\[…\])\s*$/

/** On a page, a title, a byline and a button are no description yet. */
function saysNothing(posting: Posting): boolean {
  const text = posting.descriptionText.trim()
  if (posting.identifier.source !== 'page') return text.length < 20
  const { title, hiringOrganization } = posting
  const rest = text.replace(title, '').replace(hiringOrganization.name, '')
  return rest.replace(/\s+/g, ' ').trim().length < 60
}

/** What the person should know before relying on a posting, except duplicates, which only the database knows. */
export function noticesOf(posting: Posting, now: Date, pageText = ''): PostingNotice[] {
  const text = posting.descriptionText.trim()
  const notices: PostingNotice[] = []
  if (looksClosed(posting, now, pageText)) notices.push('looks_closed')
  if (saysNothing(posting)) notices.push('no_description')
  else if (posting.identifier.source === 'adzuna' || (text.length < 1200 && SNIPPET_END.test(text)))
    notices.push('snippet_only')
  if (posting.baseSalary?.suspect) notices.push('suspect_salary')
  return notices
}
