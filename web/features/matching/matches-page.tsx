import { Button } from '@mantine/core'
import { useCallback, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MatchAllProgress, useMatchAll } from './match-all.tsx'
import { isNarrowed, readFilters, writeFilters, type MatchFilters } from './match-filters.ts'
import { MatchFilterBar } from './match-filter-bar.tsx'
import { MatchList } from './match-list.tsx'
import './match-list.css'
import { NoMatches } from './no-matches.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useHiding, useMatchList } from './use-match-list.ts'

/** Everything that was matched, best first: what fits, what is missing, one verdict. Filters live in the address. */
export function MatchesPage() {
  const [params, setParams] = useSearchParams()
  const filters = readFilters(params)
  const searchField = useRef<HTMLInputElement>(null)
  const counts = trpc.matches.counts.useQuery()
  const change = (part: Partial<MatchFilters>) =>
    setParams((now) => writeFilters({ ...readFilters(now), ...part }), {
      replace: true,
      preventScrollReset: true,
    })
  const clear = () => {
    setParams(writeFilters({ ...readFilters(new URLSearchParams()), sort: filters.sort }), { replace: true })
    searchField.current?.focus()
  }
  useListKeys({ '/': () => searchField.current?.focus() })
  const all = useMatchAll()
  const newOnes = counts.data?.unseen ?? 0
  return (
    <Page
      title="Matches"
      tabTitle={newOnes > 0 ? `Matches (${newOnes} new)` : 'Matches'}
      actions={
        <Button component={Link} to={paths.addPosting()} variant="outline">
          Add posting
        </Button>
      }
    >
      <MatchFilterBar
        filters={filters}
        counts={counts.data}
        searchRef={searchField}
        change={change}
        clear={clear}
      />
      <MatchAllProgress all={all} />
      <Matches filters={filters} clear={clear} all={all} />
    </Page>
  )
}

interface MatchesProps {
  filters: MatchFilters
  clear: () => void
  all: ReturnType<typeof useMatchAll>
}

function Matches({ filters, clear, all }: MatchesProps) {
  const { query, items } = useMatchList(filters)
  const hide = useHiding(filters)
  // Of those on the page: while other filters load, it still shows what they had.
  const hidden = items[0]?.hidden ?? filters.hidden
  const { fetchNextPage } = query
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return (
    <Loaded query={query} lines={8}>
      {() =>
        items.length === 0 && !query.hasNextPage ? (
          isNarrowed(filters) ? (
            <EmptyState
              title="Nothing fits these filters"
              action={<Button onClick={clear}>Clear filters</Button>}
            >
              {filters.hidden ? 'No hidden match fits.' : 'Widen one of them, or clear them all.'}
            </EmptyState>
          ) : (
            <NoMatches all={all} />
          )
        ) : (
          <MatchList
            matches={items}
            hidden={hidden}
            stale={query.isPlaceholderData}
            more={{ has: query.hasNextPage, isLoading: query.isFetchingNextPage, load }}
            onHide={(matches) => void hide(matches, !hidden)}
          />
        )
      }
    </Loaded>
  )
}
