import { Button, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTypedSearch } from '../../lib/use-typed-search.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { useOnTick, useOverview } from './console-live.tsx'
import { FailureGroup } from './failures-group.tsx'
import { FailureRetryDialog } from './failures-retry-dialog.tsx'
import './facts.css'
import './failures.css'
import { TaskField } from './task-field.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useThingKeys } from './use-thing-keys.ts'

export type Failure = Outputs['jobs']['failures']['items'][number]

const PAGE = 30
/** More pages than these are not read anew by themselves. */
const LIVE_PAGES = 2
const names = ['task', 'lane', 'error'] as const

/** Failures in groups that look alike: what breaks, how often, since when, and what waits for a decision. */
export function FailuresPage() {
  const [params, setParams] = useSearchParams()
  const said = (name: string) => (params.get(name) ?? '').trim().slice(0, 200)
  const sort = said('sort') === 'count' ? 'count' : 'recent'
  const filters = { task: said('task'), lane: said('lane'), error: said('error') }
  const bulk = params.get('bulk')
  const change = (name: string, value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  const clear = () => setParams(sort === 'count' ? { sort } : {}, { replace: true })
  return (
    <Page title="Failures" intro="Attempts that failed alike, together.">
      {bulk && <BulkProgress key={bulk} jobId={bulk} onClose={() => change('bulk', '')} />}
      <FailureFilters {...filters} sort={sort} change={change} />
      <FailureGroups
        {...filters}
        sort={sort}
        isFiltered={names.some((name) => filters[name] !== '')}
        clear={clear}
        onBulk={(jobId) => change('bulk', jobId)}
      />
    </Page>
  )
}

interface Filters {
  task: string
  lane: string
  error: string
  sort: 'recent' | 'count'
}

function FailureFilters({
  task,
  lane,
  error,
  sort,
  change,
}: Filters & { change: (name: string, value: string) => void }) {
  const lanes = useOverview().data?.lanes ?? []
  const { typed, type } = useTypedSearch(error, (value) => change('error', value))
  return (
    <search aria-label="Filter failures" className="failure-filters">
      <TextInput
        type="search"
        label="Error"
        placeholder="Code or words"
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <TaskField
        label="Task"
        visibleLabel
        placeholder="Any"
        value={task}
        onChange={(value) => change('task', value)}
      />
      <NativeSelect
        label="Lane"
        value={lane}
        data={[{ value: '', label: 'Any' }, ...lanes.map((one) => one.lane)]}
        onChange={(event) => change('lane', event.currentTarget.value)}
      />
      <NativeSelect
        label="Order"
        value={sort}
        data={[
          { value: 'recent', label: 'Last seen' },
          { value: 'count', label: 'Most frequent' },
        ]}
        onChange={(event) => change('sort', event.currentTarget.value === 'count' ? 'count' : '')}
      />
    </search>
  )
}

interface GroupsProps extends Filters {
  isFiltered: boolean
  clear: () => void
  onBulk: (jobId: string) => void
}

function FailureGroups({ task, lane, error, sort, isFiltered, clear, onBulk }: GroupsProps) {
  const [retrying, setRetrying] = useState<Failure | null>(null)
  const query = trpc.jobs.failures.useInfiniteQuery(
    { ...(task && { task }), ...(lane && { lane }), ...(error && { error }), sort, limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  )
  useOnTick(() => {
    if ((query.data?.pages.length ?? 0) <= LIVE_PAGES) void query.refetch({ cancelRefetch: false })
  }, 5_000)
  const kept = useKeptFocus<HTMLDivElement>(query.data)
  useThingKeys('failure')
  return (
    <div ref={kept} tabIndex={-1}>
      <Loaded query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <NoFailures isFiltered={isFiltered} clear={clear} />
          return (
            <Card>
              <ul className="plain-list things" aria-label="Failures">
                {items.map((failure) => (
                  <li key={failure.fingerprint}>
                    <FailureGroup failure={failure} onRetry={() => setRetrying(failure)} />
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <div>
                  <Button
                    variant="outline"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    Show more
                  </Button>
                </div>
              )}
            </Card>
          )
        }}
      </Loaded>
      {retrying && (
        <FailureRetryDialog failure={retrying} onBulk={onBulk} onClose={() => setRetrying(null)} />
      )}
    </div>
  )
}

function NoFailures({ isFiltered, clear }: Pick<GroupsProps, 'isFiltered' | 'clear'>) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No failure fits these filters"
        action={<Button onClick={clear}>Clear filters</Button>}
      >
        Names of tasks must be whole.
      </EmptyState>
    )
  }
  return <EmptyState title="Nothing has failed">Attempts that fail are told here, grouped.</EmptyState>
}
