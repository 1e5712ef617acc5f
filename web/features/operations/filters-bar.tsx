import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTypedSearch } from '../../lib/use-typed-search.ts'
import { countFilters, type JobFilters } from './filters.ts'
import { FilterTimes } from './filters-times.tsx'
import { useOverview } from './console-live.tsx'
import { TaskField } from './task-field.tsx'

interface FilterBarProps {
  filters: JobFilters
  firstField: React.RefObject<HTMLInputElement | null>
  change: (part: Partial<JobFilters>) => void
  clear: () => void
  /** Beside what takes filters away. */
  children?: ReactNode
}

/** What narrows the list; on a narrow screen it opens on demand. */
export function FilterBar({ filters, firstField, change, clear, children }: FilterBarProps) {
  const [open, setOpen] = useState(false)
  const overview = useOverview()
  const lanes = overview.data?.lanes.map(({ lane }) => lane) ?? []
  const set = countFilters(filters)
  return (
    <search aria-label="Filter jobs" className="job-filters">
      <Button
        className="job-filters-open"
        variant="outline"
        aria-expanded={open}
        aria-controls="job-filters"
        onClick={() => setOpen(!open)}
      >
        {set > 0 ? `Filters (${set})` : 'Filters'}
      </Button>
      <div id="job-filters" className={`job-filter-fields ${open ? 'open' : ''}`}>
        <FilterText
          ref={firstField}
          label="Error"
          hint="Code or words"
          value={filters.error}
          onChange={(error) => change({ error })}
        />
        <TaskField
          label="Task"
          visibleLabel
          placeholder="Any"
          value={filters.task}
          onChange={(task) => change({ task })}
        />
        <FilterText
          label="Person"
          hint="E-mail address"
          value={filters.person}
          onChange={(person) => change({ person })}
        />
        <FilterText
          label="Key"
          hint="How it begins"
          value={filters.key}
          onChange={(key) => change({ key })}
        />
        <NativeSelect
          label="Lane"
          value={filters.lane}
          data={[{ value: '', label: 'Any' }, ...withChosen(lanes, filters.lane)]}
          onChange={(event) => change({ lane: event.currentTarget.value })}
        />
        <FilterTimes filters={filters} change={change} />
      </div>
      <div className="row job-filters-more">
        <Linked filters={filters} change={change} />
        {set > 0 && (
          <Button size="compact-md" variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
        {children}
      </div>
    </search>
  )
}

function withChosen(lanes: readonly string[], chosen: string): string[] {
  return chosen === '' || lanes.includes(chosen) ? [...lanes] : [...lanes, chosen]
}

interface FilterTextProps {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  ref?: React.RefObject<HTMLInputElement | null>
}

function FilterText({ label, hint, value, onChange, ref }: FilterTextProps) {
  const { typed, type } = useTypedSearch(value, onChange)
  return (
    <TextInput
      ref={ref}
      type="search"
      label={label}
      placeholder={hint}
      maxLength={200}
      value={typed}
      {...(ref && { 'aria-keyshortcuts': '/' })}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed === '') event.currentTarget.blur()
      }}
    />
  )
}

const linkedWords = {
  fingerprint: 'Failures that look alike',
  batch: 'Jobs of a batch',
  parent: 'Children of a job',
  schedule: 'Runs of a schedule',
  user: 'Jobs of a person',
} as const
const linked = ['fingerprint', 'batch', 'parent', 'schedule', 'user'] as const

/** What links from other pages ask for: it can be taken away, not typed. */
function Linked({ filters, change }: Pick<FilterBarProps, 'filters' | 'change'>) {
  return linked
    .filter((name) => filters[name] !== '')
    .map((name) => (
      <button
        key={name}
        type="button"
        className="filter-chip job-filter-linked"
        aria-label={`No longer only: ${linkedWords[name]}`}
        onClick={() => change({ [name]: '' })}
      >
        {linkedWords[name]} <code>{filters[name].slice(-8)}</code> <span aria-hidden="true">×</span>
      </button>
    ))
}
