import { useState } from 'react'
import { Link } from 'react-router'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import { counted, dateAndTime, relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { originWords } from '../postings/posting-words.ts'
import { PostingAddress } from '../postings/posting-facts.tsx'
import { timelineOf } from './timeline.ts'

/** Letters for this posting. */
export function PostingDrafts({ postingId }: { postingId: string }) {
  const drafts = trpc.drafts.list.useQuery({ postingId, limit: 20 })
  return (
    <Card title="Letters">
      <Loaded query={drafts} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">
              None yet. A letter rests on the proof above; every claim in it names its fact.
            </p>
          ) : (
            <ul className="plain-list aside-list" aria-label="Letters for this posting">
              {items.map((draft) => (
                <li key={draft.id}>
                  <div className="row spread">
                    <Link to={paths.draft(draft.id)}>Letter of {relativeDay(draft.createdAt)}</Link>
                    {draft.state === 'approved' ? (
                      <Tag tone="good">Approved</Tag>
                    ) : (
                      <Tag tone="fair">Waits for approval</Tag>
                    )}
                  </div>
                  <p className="quiet small">
                    {draft.flagged > 0 && `${counted(draft.flagged, 'claim')} without proof. `}
                    {draft.excerpt}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

/** The same job elsewhere among the person's postings. */
export function Duplicates({ duplicates }: { duplicates: Outputs['postings']['get']['duplicates'] }) {
  if (duplicates.length === 0) return null
  return (
    <Card title="Looks like the same job">
      <ul className="plain-list aside-list" aria-label="Probable duplicates">
        {duplicates.map((other) => (
          <li key={other.id} className="row">
            <Link to={paths.posting(other.id)}>
              {[other.title || 'Without a title', other.organization].filter(Boolean).join(', ')}
            </Link>
            <span className="quiet small">
              <PostingAddress url={other.url} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface TimelineProps {
  posting: { id: string; createdAt: string }
  matches: readonly MatchSummary[]
  /** Id of the application for this posting. */
  application: string | null
}

/** What happened with it, newest first. */
export function Timeline({ posting, matches, application }: TimelineProps) {
  const drafts = trpc.drafts.list.useQuery({ postingId: posting.id, limit: 20 })
  const tracked = trpc.applications.get.useQuery({ id: application ?? '' }, { enabled: application !== null })
  const happenings = timelineOf({
    posting,
    matches,
    drafts: drafts.data?.items ?? [],
    application: (application && tracked.data) || null,
  })
  return (
    <Card title="What happened">
      <ol className="plain-list aside-timeline">
        {happenings.map(({ id, at, words, to }) => (
          <li key={id}>
            <time dateTime={at} title={dateAndTime(at)} className="quiet small">
              {relativeDay(at)}
            </time>
            {to ? <Link to={to}>{words}</Link> : <span>{words}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** What the posting was read from, fetched when somebody wants to see it. */
export function Original({ postingId }: { postingId: string }) {
  const [open, setOpen] = useState(false)
  const snapshot = trpc.postings.snapshot.useQuery({ id: postingId }, { enabled: open, staleTime: Infinity })
  return (
    <Card title="The original">
      <p className="quiet small">Kept as it was received, so that you can check what was read from it.</p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Show the original</summary>
        {open && (
          <Loaded query={snapshot} lines={5}>
            {(original) => (
              <div className="stack tight aside-original">
                <p className="quiet small">
                  {originWords(original.origin)}
                  {original.fileName && `, ${original.fileName}`}, {dateAndTime(original.fetchedAt)}{' '}
                  {original.url && <PostingAddress url={original.url} />}
                </p>
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
                <pre tabIndex={0} role="region" aria-label="Original text">
                  {original.text}
                </pre>
              </div>
            )}
          </Loaded>
        )}
      </details>
    </Card>
  )
}
