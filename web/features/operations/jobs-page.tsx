import { useEffect, useMemo, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { JobListState, Overview } from '../../../src/domains/operations/schema.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../shell/page.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { useOverview } from './console-live.tsx'
import { filterQuery, listStates, readFilters, readSearch, type JobFilters } from './filters.ts'
import { FilterBar } from './filters-bar.tsx'
import { SavedFilters } from './filters-kept.tsx'
import { JobsFound } from './jobs-found.tsx'
import '../../ui/filter-chips.css'
import './jobs.css'
import { stateWords } from './jobs-words.ts'
import { cappedWords } from './overview-troubles.ts'

/** Jobs by state and whatever else is known of them; the filter lives in the address. */
export function JobsPage() {
  const [params, setParams] = useSearchParams()
  const search = params.toString()
  const bulk = params.get('bulk')
  const firstField = useRef<HTMLInputElement>(null)
  // The last hour is counted from when it was asked for: else each moment were another list.
  const { filters, filter } = useMemo(() => readSearch(search), [search])
  // Two fields may tell of a change before the first one is in the address.
  const asked = useRef(params)
  useEffect(() => {
    asked.current = params
  }, [params])
  const change = (part: Partial<JobFilters>) => {
    const kept = asked.current.get('bulk')
    asked.current = new URLSearchParams({
      ...filterQuery({ ...readFilters(asked.current), ...part }),
      ...(kept && { bulk: kept }),
    })
    setParams(asked.current, { replace: true, preventScrollReset: true })
  }
  const clear = () => {
    setParams(filters.state === 'all' ? {} : { state: filters.state }, { replace: true })
    firstField.current?.focus()
  }
  const showBulk = (jobId: string | null) =>
    setParams(
      { ...filterQuery(filters), ...(jobId && { bulk: jobId }) },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Page title="Jobs" tabTitle={`Jobs: ${stateWords[filters.state].tab.toLowerCase()}`}>
      {bulk && <BulkProgress key={bulk} jobId={bulk} onClose={() => showBulk(null)} />}
      <StateTabs filters={filters} />
      <FilterBar filters={filters} firstField={firstField} change={change} clear={clear}>
        <SavedFilters filters={filters} />
      </FilterBar>
      <JobsFound filters={filters} filter={filter} clear={clear} searchField={firstField} onBulk={showBulk} />
    </Page>
  )
}

function StateTabs({ filters }: { filters: JobFilters }) {
  const overview = useOverview()
  return (
    <nav className="row filter-chips" aria-label="States">
      {listStates.map((state) => {
        const count = overview.data && countOf(overview.data, state)
        const query = filterQuery({ ...filters, state })
        return (
          <Link
            key={state}
            className="filter-chip"
            to={paths.jobs(query)}
            aria-current={state === filters.state ? 'true' : undefined}
            replace
          >
            {stateWords[state].tab}
            {count && <span className="tabular quiet">{count}</span>}
          </Link>
        )
      })}
    </nav>
  )
}

/** Of all jobs in the state, where the overview knows it. */
function countOf(overview: Overview, state: JobListState): string | null {
  const sum = (of: (lane: Overview['lanes'][number]) => { count: number; more: boolean }) =>
    cappedWords({
      count: overview.lanes.reduce((total, lane) => total + of(lane).count, 0),
      more: overview.lanes.some((lane) => of(lane).more),
    })
  if (state === 'queued') return sum(({ queued }) => queued)
  if (state === 'scheduled') return sum(({ scheduled }) => scheduled)
  if (state === 'running') return sum(({ running }) => ({ count: running, more: false }))
  if (state === 'failed') return cappedWords(overview.deadLetters)
  return null
}
