import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTypedSearch } from '../../lib/use-typed-search.ts'
import { useSession } from '../account/use-session.ts'
import type { AuditFilterValues } from './audit-query.ts'
import { auditActions, targetTypes, type AuditEntry } from './audit-words.ts'
import { FilterTimes } from './filters-times.tsx'

interface AuditFiltersProps {
  filters: AuditFilterValues
  /** Shown at the moment: who acted can be chosen from them. */
  entries: readonly AuditEntry[]
  change: (part: Partial<AuditFilterValues>) => void
  clear: (() => void) | null
}

const any = { value: '', label: 'Any' }

export function AuditFilters({ filters, entries, change, clear }: AuditFiltersProps) {
  const { typed, type } = useTypedSearch(filters.target, (target) => change({ target }))
  const actors = useActors(entries, filters.actor)
  return (
    <search aria-label="Filter the audit log" className="audit-filters">
      <NativeSelect
        label="Action"
        value={filters.action}
        data={withChosen([any, ...auditActions], filters.action)}
        onChange={(event) => change({ action: event.currentTarget.value })}
      />
      <NativeSelect
        label="By"
        value={filters.actor}
        data={[{ value: '', label: 'Anybody' }, ...actors]}
        onChange={(event) => change({ actor: event.currentTarget.value })}
      />
      <NativeSelect
        label="Kind of target"
        value={filters.targetType}
        data={withChosen(
          [any, ...targetTypes.map((name) => ({ value: name, label: name }))],
          filters.targetType,
        )}
        onChange={(event) => change({ targetType: event.currentTarget.value })}
      />
      <TextInput
        type="search"
        label="Target"
        placeholder="Whole id, or a lane’s name"
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <FilterTimes filters={filters} change={change} />
      {clear && (
        <Button className="audit-clear" variant="subtle" onClick={clear}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

interface Choice {
  value: string
  label: string
}

function withChosen(choices: readonly Choice[], chosen: string): Choice[] {
  const known = choices.some(({ value }) => value === chosen)
  return known ? [...choices] : [...choices, { value: chosen, label: chosen }]
}

/** Oneself, and everybody whose entries are shown. */
function useActors(entries: readonly AuditEntry[], chosen: string): Choice[] {
  const { person } = useSession()
  const actors = new Map(
    entries.flatMap(({ actor }) =>
      actor ? [[actor.id, actor.email ?? `gone (${actor.id.slice(-8)})`]] : [],
    ),
  )
  if (person) actors.set(person.id, `${person.email} (you)`)
  return withChosen(
    [...actors].map(([value, label]) => ({ value, label })),
    chosen,
  ).filter(({ value }) => value !== '')
}
