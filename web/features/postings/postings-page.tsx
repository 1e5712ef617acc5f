import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { MatchAllButton, MatchAllProgress, useMatchAll } from '../matching/match-all.tsx'
import { TrySamples } from '../samples/try-samples.tsx'
import { PostingRows, type ListedPosting } from './posting-rows.tsx'
import { RemovePosting } from './remove-posting.tsx'

/** Every posting that was kept, newest first. */
export function PostingsPage() {
  const [params, setParams] = useSearchParams()
  const search = (params.get('q') ?? '').trim().slice(0, 200)
  const setSearch = (q: string) => setParams(q ? { q } : {}, { replace: true, preventScrollReset: true })
  const query = trpc.postings.list.useInfiniteQuery(
    { limit: 50, ...(search ? { search } : {}) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
  )
  const resumes = trpc.resumes.list.useQuery({})
  const all = useMatchAll()
  const [removing, setRemoving] = useState<ListedPosting | null>(null)
  const { fetchNextPage } = query
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const postings = query.data?.pages.flatMap((page) => page.items) ?? []
  const canMatch = resumes.data?.items.some((resume) => resume.state === 'ready') ?? false
  // What looks closed is left out by matching everything.
  const unmatched = postings.some(({ match, notices }) => !match && !notices.includes('looks_closed'))
  return (
    <Page
      title="Postings"
      intro="Every job you kept, matched or not."
      actions={
        <>
          {canMatch && unmatched && <MatchAllButton all={all} />}
          <Button component={Link} to={paths.addPosting()}>
            Add posting
          </Button>
        </>
      }
    >
      <MatchAllProgress all={all} />
      {(postings.length > 0 || search !== '') && (
        <search>
          <SearchField
            label="Search postings"
            placeholder="Words of the title, organisation or text"
            maw={460}
            value={search}
            onSearch={setSearch}
          />
        </search>
      )}
      <Loaded query={query} lines={8}>
        {() =>
          postings.length > 0 ? (
            <PostingRows
              postings={postings}
              stale={query.isPlaceholderData}
              more={{ has: query.hasNextPage, isLoading: query.isFetchingNextPage, load }}
              onRemove={setRemoving}
            />
          ) : (
            <NoPostings search={search} clear={() => setSearch('')} />
          )
        }
      </Loaded>
      {removing && (
        <RemovePosting
          posting={removing}
          onClose={() => setRemoving(null)}
          onRemoved={() => setRemoving(null)}
        />
      )}
    </Page>
  )
}

function NoPostings({ search, clear }: { search: string; clear: () => void }) {
  if (search !== '') {
    return (
      <EmptyState
        title={`No posting holds “${search}”`}
        action={<Button onClick={clear}>Clear the search</Button>}
      >
        The search looks in titles, organisations and the postings’ text.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No posting yet"
      action={
        <>
          <Button component={Link} to={paths.addPosting()}>
            Add a posting
          </Button>
          <TrySamples />
        </>
      }
    >
      Give a job’s address, paste its text, choose a file or type it. You see how it is read before it is
      kept.
    </EmptyState>
  )
}
