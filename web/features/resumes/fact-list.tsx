import { useMemo } from 'react'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { AddFact } from './add-fact.tsx'
import { kindsFor, newFactKinds } from './fact-kinds.ts'
import './fact-list.css'
import { FactRow, type FactHandlers } from './fact-row.tsx'
import { groupFacts, type FactEntry } from './group-facts.ts'
import type { FactChanges } from './use-fact-changes.ts'

interface FactListProps {
  facts: readonly ProfileFact[]
  activeId: string | null
  /** Marked because its words are pointed at. */
  shownId: string | null
  editingId: string | null
  isReadOnly: boolean
  handlers: FactHandlers
  add: FactChanges['add']
}

/** The facts as on a résumé: one stop of the Tab key, arrows or j and k go through them. */
export function FactList(props: FactListProps) {
  const { facts, activeId, isReadOnly, handlers, add } = props
  const sections = useMemo(() => groupFacts(facts), [facts])
  const isThere = facts.some(({ id, state }) => id === activeId && state !== 'removed')
  const stopId = isThere ? activeId : (sections[0]?.entries[0]?.facts[0]?.id ?? null)
  return (
    <div className="fact-sections" data-facts-list>
      {sections.map(({ id, title, entries }) => (
        <section key={id} className="fact-section" aria-labelledby={`facts-${id}`}>
          <h3 id={`facts-${id}`}>{title}</h3>
          {entries.map((entry) => (
            <Entry key={entry.key ?? id} entry={entry} title={title} stopId={stopId} {...props} />
          ))}
        </section>
      ))}
      {!isReadOnly && (
        <AddFact
          label="Add something that is missing"
          kinds={newFactKinds}
          onAdd={add}
          onAdded={handlers.goTo}
        />
      )}
    </div>
  )
}

interface EntryProps extends FactListProps {
  entry: FactEntry
  title: string
  stopId: string | null
}

function Entry({
  entry,
  title,
  stopId,
  activeId,
  shownId,
  editingId,
  isReadOnly,
  handlers,
  add,
}: EntryProps) {
  const { key, heading, when, facts } = entry
  const name = heading ?? title
  return (
    <div className="fact-entry">
      {heading && (
        <p className="fact-heading">
          {heading} {when && <span className="quiet small tabular">{when}</span>}
        </p>
      )}
      <ul className="plain-list fact-grid" aria-label={name}>
        {facts.map((fact) => (
          <FactRow
            key={fact.id}
            fact={fact}
            isActive={fact.id === activeId}
            isStop={fact.id === stopId}
            isShown={fact.id === shownId}
            isEditing={fact.id === editingId}
            isReadOnly={isReadOnly}
            handlers={handlers}
          />
        ))}
      </ul>
      {key && !isReadOnly && (
        <AddFact
          label="Add"
          of={name}
          entry={key}
          kinds={kindsFor(
            key,
            facts.map(({ kind }) => kind),
          )}
          onAdd={add}
          onAdded={handlers.goTo}
        />
      )}
    </div>
  )
}
