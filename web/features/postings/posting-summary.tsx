import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'
import type { PostingNotice } from '../../../src/domains/postings/schema.ts'

const noticeWords: Record<PostingNotice, string> = {
  looks_closed: 'This posting looks closed. Check that it is still open before you put work into it.',
  no_description: 'No description was found, so there is nothing to match against.',
  snippet_only: 'Only a snippet of the description is available; the full posting may ask for more.',
  suspect_salary: 'The salary figure looks odd; it is shown as the source gave it.',
  possible_duplicate: 'This looks like a posting you added before.',
}

export function PostingSummary({ postingId }: { postingId: string }) {
  const query = trpc.postings.get.useQuery({ id: postingId })
  if (query.isPending) return <Working>Loading the posting</Working>
  if (query.error) return <Notice tone="bad">{errorMessage(query.error)}</Notice>
  const { posting, notices, text } = query.data
  const places = posting.jobLocation.map((place) => place.raw).join(' · ')
  return (
    <div className="stack tight">
      <h3>{posting.title}</h3>
      <p className="hint">{[posting.hiringOrganization.name, places].filter(Boolean).join(' · ')}</p>
      {notices.map((notice) => (
        <Notice key={notice}>{noticeWords[notice]}</Notice>
      ))}
      <details>
        <summary>Text as it was read</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
        <div className="facts" style={{ whiteSpace: 'pre-wrap' }} tabIndex={0}>
          {text}
        </div>
      </details>
    </div>
  )
}
