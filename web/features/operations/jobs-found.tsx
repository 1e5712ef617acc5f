import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { JobFilter, JobItem } from '../../../src/domains/operations/schema.ts'
import { dateAndTime } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { countFilters, type JobFilters } from './filters.ts'
import { JobList } from './jobs-list.tsx'
import { stateWords } from './jobs-words.ts'
import { nothing, type Selection } from './selection.ts'
import { SelectionActions, type Asked } from './selection-actions.tsx'
import { useJobList } from './use-job-list.ts'

interface JobsFoundProps {
  filters: JobFilters
  filter: JobFilter
  clear: () => void
  searchField: React.RefObject<HTMLInputElement | null>
  /** A bulk action has begun. */
  onBulk: (jobId: string) => void
}

/** The jobs of a filter, what is chosen among them and what is done to them. */
export function JobsFound({ filters, filter, clear, searchField, onBulk }: JobsFoundProps) {
  const { selection, select } = useSelectionOf(filter)
  const { query, items } = useJobList(filter, { keepAll: selection.ids.size > 0 })
  const [asked, setAsked] = useState<Asked | null>(null)
  const { fetchNextPage } = query
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const searchedUntil = query.data?.pages.at(-1)?.searchedUntil ?? null
  const focusSearch = () => searchField.current?.focus()
  return (
    <>
      <Loaded query={query} lines={10}>
        {() =>
          items.length === 0 && !query.hasNextPage ? (
            <NoJobs filters={filters} clear={clear} />
          ) : (
            <>
              <JobList
                items={items}
                hasMore={query.hasNextPage}
                isLoading={query.isFetchingNextPage}
                // Where a search is slow, going on is the operator's word.
                load={searchedUntil === null ? load : null}
                stale={query.isPlaceholderData}
                selection={selection}
                select={select}
                ask={setAsked}
                isAsking={asked !== null}
                focusSearch={focusSearch}
              />
              <ListEnd
                state={filters.state}
                searchedUntil={searchedUntil}
                hasMore={query.hasNextPage}
                isLoading={query.isFetchingNextPage}
                load={load}
              />
            </>
          )
        }
      </Loaded>
      <SelectionActions
        filter={filter}
        items={items}
        hasMore={query.hasNextPage}
        selection={selection}
        select={select}
        asked={asked}
        ask={setAsked}
        onBulk={onBulk}
      />
    </>
  )
}

/** What is chosen, until another list is asked for. */
function useSelectionOf(filter: JobFilter) {
  const key = JSON.stringify(filter)
  const [held, setHeld] = useState({ key, selection: nothing })
  const selection = held.key === key ? held.selection : nothing
  const select = useCallback(
    (change: (before: Selection) => Selection) =>
      setHeld((before) => ({ key, selection: change(before.key === key ? before.selection : nothing) })),
    [key],
  )
  return { selection, select }
}

function NoJobs({ filters, clear }: Pick<JobsFoundProps, 'filters' | 'clear'>) {
  if (countFilters(filters) > 0) {
    return (
      <EmptyState title="No job fits these filters" action={<Button onClick={clear}>Clear filters</Button>}>
        Names of tasks and addresses must be whole. Finished jobs are removed after a while.
      </EmptyState>
    )
  }
  const { none, noneNote } = stateWords[filters.state]
  return <EmptyState title={none}>{noneNote}</EmptyState>
}

interface ListEndProps {
  state: JobFilters['state']
  searchedUntil: string | null
  hasMore: boolean
  isLoading: boolean
  load: () => void
}

const finished = new Set<JobItem['state'] | JobFilters['state']>(['succeeded', 'failed', 'cancelled', 'all'])

function ListEnd({ state, searchedUntil, hasMore, isLoading, load }: ListEndProps) {
  if (searchedUntil !== null && hasMore) {
    return (
      <div className="row" role="status">
        <span className="quiet">Searched back to {dateAndTime(searchedUntil)}; older jobs may fit.</span>
        <Button size="compact-md" variant="outline" loading={isLoading} onClick={load}>
          Search further
        </Button>
      </div>
    )
  }
  if (isLoading) {
    return (
      <p className="quiet" role="status">
        Loading more
      </p>
    )
  }
  if (hasMore || !finished.has(state)) return null
  return <p className="quiet small">The history starts here: older jobs have been removed.</p>
}
