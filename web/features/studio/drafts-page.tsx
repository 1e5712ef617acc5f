import { Button } from '@mantine/core'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DraftState } from '../../../src/domains/studio/schema.ts'
import { counted, relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import '../../ui/filter-chips.css'
import { Tag } from '../../ui/notice.tsx'
import './drafts-page.css'
import { useRemoveDraft } from './use-remove-draft.ts'

type Summary = Outputs['drafts']['list']['items'][number]

const groups: readonly { state: DraftState; title: string; empty: string }[] = [
  { state: 'draft', title: 'Waiting for your approval', empty: 'No letter waits for you.' },
  { state: 'approved', title: 'Approved', empty: 'No letter is approved yet.' },
]
const views = [
  { state: null, label: 'All' },
  { state: 'draft', label: 'Waiting' },
  { state: 'approved', label: 'Approved' },
] as const

/** All letters: those that wait for a person first. */
export function DraftsPage() {
  const [params] = useSearchParams()
  const chosen = groups.find(({ state }) => state === params.get('state'))?.state ?? null
  const shown = groups.filter(({ state }) => chosen === null || state === chosen)
  const any = trpc.drafts.list.useQuery({ limit: 1 })
  return (
    <Page
      title="Drafts"
      intro="Letters drafted from your facts. Nothing leaves JobPilot before you approve it."
    >
      <Loaded query={any}>
        {({ items }) =>
          items.length === 0 ? (
            <NoDrafts />
          ) : (
            <>
              <nav className="row filter-chips" aria-label="Which letters">
                {views.map(({ state, label }) => (
                  <Link
                    key={label}
                    to={paths.drafts(state ? { state } : {})}
                    replace
                    className="filter-chip"
                    aria-current={state === chosen}
                  >
                    {label}
                  </Link>
                ))}
              </nav>
              {shown.map((group) => (
                <DraftGroup key={group.state} {...group} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function NoDrafts() {
  return (
    <EmptyState
      title="No letters yet"
      action={
        <Button component={Link} to={paths.matches()}>
          See your matches
        </Button>
      }
    >
      Open a match and choose “Draft a letter”. It is written from the facts of your résumé, and each sentence
      says which fact it rests on.
    </EmptyState>
  )
}

function DraftGroup({ state, title, empty }: { state: DraftState; title: string; empty: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const query = trpc.drafts.list.useInfiniteQuery(
    { state, limit: 20 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  )
  return (
    <section className="stack tight" aria-labelledby={`drafts-${state}`}>
      <h2 id={`drafts-${state}`} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <p className="quiet">{empty}</p>
          ) : (
            <ul className="plain-list draft-list">
              {items.map((draft) => (
                <DraftRow key={draft.id} draft={draft} onGone={() => heading.current?.focus()} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {query.hasNextPage && (
        <div className="row">
          <Button
            variant="outline"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </section>
  )
}

function DraftRow({ draft, onGone }: { draft: Summary; onGone: () => void }) {
  const remove = useRemoveDraft()
  const name = [draft.title || 'Untitled position', draft.organization].filter(Boolean).join(', ')
  return (
    <li className="draft-row">
      <div className="stack draft-row-words">
        <h3>
          <Link to={paths.draft(draft.id)}>{draft.title || 'Untitled position'}</Link>
        </h3>
        <p className="small quiet">
          {draft.organization && `${draft.organization} · `}
          {draft.approvedAt
            ? `approved ${relativeDay(draft.approvedAt)}`
            : `changed ${relativeDay(draft.updatedAt)}`}{' '}
          · version {draft.version}
        </p>
        <p className="draft-excerpt">{draft.excerpt}</p>
        <div className="row draft-tags">
          {draft.flagged > 0 && <Tag tone="bad">{counted(draft.flagged, 'sentence')} not proved</Tag>}
          {draft.unconfirmed > 0 && <Tag tone="fair">{counted(draft.unconfirmed, 'fact')} not confirmed</Tag>}
          {draft.flagged === 0 && draft.claimCount > 0 && <Tag tone="good">every claim proved</Tag>}
        </div>
      </div>
      <Button
        variant="subtle"
        color="quiet"
        aria-label={`Remove the letter for ${name}`}
        onClick={() => void remove(draft, onGone)}
      >
        Remove
      </Button>
    </li>
  )
}
