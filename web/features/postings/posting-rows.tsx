import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { relativeDay } from '../../lib/format.ts'
import { useListTop } from '../../lib/use-list-top.ts'
import { paths } from '../../paths.ts'
import type { Outputs } from '../../trpc.ts'
import { Icon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/notice.tsx'
import { verdictWords } from '../matching/verdict-words.ts'
import { PostingAddress } from './posting-facts.tsx'
import { whereWords } from './posting-words.ts'
import './posting-rows.css'

export type ListedPosting = Outputs['postings']['list']['items'][number]

interface PostingRowsProps {
  postings: readonly ListedPosting[]
  stale: boolean
  more: { has: boolean; isLoading: boolean; load: () => void }
  onRemove: (posting: ListedPosting) => void
}

/** Only the rows in sight are drawn; each is measured, because its words may wrap. */
export function PostingRows({ postings, stale, more: { has, isLoading, load }, onRemove }: PostingRowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const scrollMargin = useListTop(list)
  const virtualizer = useWindowVirtualizer({
    count: postings.length,
    estimateSize: () => 72,
    overscan: 6,
    useFlushSync: false,
    scrollMargin,
    getItemKey: (index) => postings[index]?.id ?? index,
  })
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (has && !isLoading && last >= postings.length - 10) load()
  }, [has, isLoading, last, postings.length, load])
  return (
    <>
      <ul
        ref={list}
        className={`plain-list posting-rows ${stale ? 'stale' : ''}`}
        aria-label="Postings"
        aria-busy={stale}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {rows.map(({ index, start, key }) => {
          const posting = postings[index]
          return (
            posting && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={has ? -1 : postings.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start - scrollMargin}px)` }}
              >
                <PostingRow posting={posting} onRemove={onRemove} />
              </li>
            )
          )
        })}
      </ul>
      {isLoading && (
        <p className="quiet" role="status">
          Loading more
        </p>
      )}
    </>
  )
}

const PostingRow = memo(function PostingRow({
  posting,
  onRemove,
}: { posting: ListedPosting } & Pick<PostingRowsProps, 'onRemove'>) {
  const { id, organization, places, workplaceType, notices, match } = posting
  const title = posting.title || 'Without a title'
  const about = [organization, ...whereWords(places, workplaceType)].filter(Boolean).join(' · ')
  return (
    <div className="posting-row">
      <div>
        <p className="row posting-row-title">
          <Link to={paths.posting(id)}>{title}</Link>
          {notices.includes('looks_closed') && <Tag tone="bad">Looks closed</Tag>}
          {notices.includes('no_description') && <Tag tone="fair">No text</Tag>}
          {notices.includes('snippet_only') && <Tag tone="fair">Beginning only</Tag>}
          {posting.duplicateOf && <Tag tone="fair">Duplicate?</Tag>}
          {posting.isSample && <Tag tone="quiet">Sample</Tag>}
        </p>
        <p className="quiet small">
          {about && `${about} · `}
          added {relativeDay(posting.createdAt)} <PostingAddress url={posting.url} />
        </p>
      </div>
      {match ? (
        <Link to={paths.posting(id, match.id)} className="posting-row-match">
          <span className="tabular">{match.score ?? '–'}</span>
          <Tag tone={verdictWords[match.verdict].tone}>{verdictWords[match.verdict].word}</Tag>
          <span className="visually-hidden">: match with {title}</span>
        </Link>
      ) : (
        <span className="quiet small">not matched</span>
      )}
      <button
        type="button"
        className="posting-row-remove"
        aria-label={`Remove ${title}`}
        title="Remove"
        onClick={() => onRemove(posting)}
      >
        <Icon name="close" width={15} height={15} />
      </button>
    </div>
  )
})
