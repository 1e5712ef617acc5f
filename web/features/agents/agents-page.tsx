import { Button, SegmentedControl } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LiveFeed } from './live-feed.tsx'
import { PauseButton, PausedNotice } from './pause-control.tsx'
import { RunRow } from './run-row.tsx'

const filters = {
  all: { label: 'All', input: {} },
  active: { label: 'Running', input: { active: true } },
  failed: { label: 'Failed', input: { state: 'failed' } },
  cancelled: { label: 'Cancelled', input: { state: 'cancelled' } },
} as const
type Filter = keyof typeof filters

function isFilter(value: string | null): value is Filter {
  return value !== null && value in filters
}

/** Every run of the person's agents, newest first, beside what they do at this moment. */
export function AgentsPage() {
  const [query, setQuery] = useSearchParams()
  const asked = query.get('show')
  const filter = isFilter(asked) ? asked : 'all'
  return (
    <Page
      title="Agents"
      intro="What works for you in the background. Every step is kept and can be replayed."
      actions={<PauseButton />}
    >
      <PausedNotice />
      <div className="columns wide-left">
        <Card
          title="Runs"
          actions={
            <SegmentedControl
              size="xs"
              aria-label="Which runs"
              value={filter}
              data={Object.entries(filters).map(([value, { label }]) => ({ value, label }))}
              onChange={(show) => setQuery(show === 'all' ? {} : { show }, { replace: true })}
            />
          }
        >
          <Runs filter={filter} />
        </Card>
        <LiveFeed />
      </div>
    </Page>
  )
}

function Runs({ filter }: { filter: Filter }) {
  const runs = trpc.agents.runs.useInfiniteQuery(
    { limit: 30, ...filters[filter].input },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  )
  return (
    <Loaded query={runs} lines={8}>
      {({ pages }) => {
        const all = pages.flatMap((page) => page.runs)
        if (all.length === 0) return <NoRuns filter={filter} />
        return (
          <>
            <ul className="plain-list" aria-label="Runs">
              {all.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
            {runs.hasNextPage && (
              <Button
                variant="outline"
                loading={runs.isFetchingNextPage}
                onClick={() => void runs.fetchNextPage()}
              >
                Show older runs
              </Button>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function NoRuns({ filter }: { filter: Filter }) {
  if (filter !== 'all')
    return <EmptyState title={`Nothing ${filters[filter].label.toLowerCase()} at the moment`} />
  return (
    <EmptyState title="No agent has worked yet">
      Upload a résumé or add a posting, and every step appears here.
    </EmptyState>
  )
}
