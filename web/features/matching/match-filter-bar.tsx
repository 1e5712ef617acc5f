import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { MatchCounts, MatchSort } from '../../../src/domains/matching/schema.ts'
import { wholeNumber } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { ToggleChip } from '../../ui/toggle-chip.tsx'
import { countFilters, isNarrowed, verdictChoices, withVerdict, type MatchFilters } from './match-filters.ts'

interface MatchFilterBarProps {
  filters: MatchFilters
  counts: MatchCounts | undefined
  searchRef: React.RefObject<HTMLInputElement | null>
  change: (part: Partial<MatchFilters>) => void
  clear: () => void
}

export function MatchFilterBar(props: MatchFilterBarProps) {
  const { filters, counts, searchRef, change, clear } = props
  const [open, setOpen] = useState(false)
  const set = countFilters(filters)
  return (
    <search className="match-filters" aria-label="Filter matches">
      <div className="match-filter-top">
        <SearchField
          ref={searchRef}
          label="Search matches"
          aria-keyshortcuts="/"
          placeholder="Title, organisation or place"
          value={filters.search}
          onSearch={(search) => change({ search })}
        />
        <NativeSelect
          aria-label="Order"
          value={filters.sort}
          onChange={(event) => change({ sort: asSort(event.currentTarget.value) })}
          data={[
            { value: 'best', label: 'Best first' },
            { value: 'newest', label: 'Newest first' },
            { value: 'organization', label: 'By organisation' },
          ]}
        />
        <Button
          className="match-more"
          variant="outline"
          aria-expanded={open}
          aria-controls="match-more-filters"
          onClick={() => setOpen(!open)}
        >
          {set > 0 ? `Filters (${set})` : 'Filters'}
        </Button>
      </div>
      <div className="match-verdicts" role="group" aria-label="Verdict">
        {verdictChoices.map(({ verdict, word, tone }) => (
          <ToggleChip
            key={verdict}
            tone={tone}
            label={word}
            count={counts?.byVerdict[verdict]}
            pressed={filters.verdicts.includes(verdict)}
            onToggle={() => change({ verdicts: withVerdict(filters, verdict) })}
          />
        ))}
      </div>
      <div id="match-more-filters" className={`match-filter-more ${open ? 'open' : ''}`}>
        <MoreFilters filters={filters} counts={counts} change={change} />
        {isNarrowed(filters) && (
          <Button variant="subtle" size="sm" onClick={clear}>
            Clear filters
          </Button>
        )}
      </div>
    </search>
  )
}

function asSort(value: string): MatchSort {
  return value === 'newest' || value === 'organization' ? value : 'best'
}

function MoreFilters({
  filters,
  counts,
  change,
}: Pick<MatchFilterBarProps, 'filters' | 'counts' | 'change'>) {
  const resumes = trpc.resumes.list.useQuery({})
  const all = resumes.data?.items ?? []
  return (
    <>
      <NativeSelect
        size="sm"
        label="Workplace"
        value={filters.workplace ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({
            workplace:
              value === 'remote' || value === 'hybrid' || value === 'onsite' || value === 'unknown'
                ? value
                : null,
          })
        }
        data={[
          { value: '', label: 'Any' },
          { value: 'remote', label: 'Remote' },
          { value: 'hybrid', label: 'Hybrid' },
          { value: 'onsite', label: 'On site' },
          { value: 'unknown', label: 'Not said' },
        ]}
      />
      <NativeSelect
        size="sm"
        label="Score"
        value={filters.minScore ?? ''}
        onChange={({ currentTarget: { value } }) => change({ minScore: value === '' ? null : Number(value) })}
        data={[
          { value: '', label: 'Any' },
          ...[...new Set([40, 50, 60, 70, 80, 90, ...(filters.minScore ? [filters.minScore] : [])])]
            .toSorted((a, b) => a - b)
            .map((score) => ({ value: String(score), label: `${score} or more` })),
        ]}
      />
      <NativeSelect
        size="sm"
        label="Applied"
        value={filters.applied ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({ applied: value === 'only' || value === 'hide' ? value : null })
        }
        data={[
          { value: '', label: 'Either' },
          { value: 'hide', label: 'Not yet' },
          { value: 'only', label: 'Applied' },
        ]}
      />
      {(all.length > 1 || filters.resumeId) && (
        <NativeSelect
          size="sm"
          label="Résumé"
          value={filters.resumeId ?? ''}
          onChange={({ currentTarget: { value } }) => change({ resumeId: value === '' ? null : value })}
          data={[
            { value: '', label: 'Any' },
            ...all.map(({ id, fileName }) => ({ value: id, label: fileName })),
          ]}
        />
      )}
      <Checkbox
        label={counts ? `New only (${wholeNumber(counts.unseen)})` : 'New only'}
        checked={filters.unseen}
        onChange={(event) => change({ unseen: event.currentTarget.checked })}
      />
      <Checkbox
        label={counts ? `Hidden (${wholeNumber(counts.hidden)})` : 'Hidden'}
        checked={filters.hidden}
        onChange={(event) => change({ hidden: event.currentTarget.checked })}
      />
    </>
  )
}
