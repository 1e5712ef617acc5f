import { memo, useMemo } from 'react'
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
  const { facts, activeId, shownId, editingId, isReadOnly, handlers, add } = props
  const sections = useMemo(() => groupFacts(facts), [facts])
  const isThere = facts.some(({ id, state }) => id === activeId && state !== 'removed')
  const stopId = isThere ? activeId : (sections[0]?.entries[0]?.facts[0]?.id ?? null)
  return (
    <div className="fact-sections" data-facts-list>
      {sections.map(({ id, title, entries }) => (
        <section key={id} className="fact-section" aria-labelledby={`facts-${id}`}>
          <h3 id={`facts-${id}`}>{title}</h3>
          {entries.map((entry) => {
            // An entry that none of these is in has nothing to draw again.
            const within = (wanted: string | null) =>
              entry.facts.some((fact) => fact.id === wanted) ? wanted : null
            return (
              <Entry
                key={entry.key ?? id}
                entry={entry}
                title={title}
                stopId={within(stopId)}
                activeId={within(activeId)}
                shownId={within(shownId)}
                editingId={within(editingId)}
                isReadOnly={isReadOnly}
                handlers={handlers}
                add={add}
              />
            )
          })}
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

interface EntryProps extends Omit<FactListProps, 'facts'> {
  entry: FactEntry
  title: string
  stopId: string | null
}

const Entry = memo(function Entry(props: EntryProps) {
  const { entry, title, stopId, activeId, shownId, editingId, isReadOnly, handlers, add } = props
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
}, isSame)

/** Grouping makes new entries of the same facts whenever one of them changes. */
function isSame({ entry: before, ...rest }: EntryProps, { entry: after, ...now }: EntryProps): boolean {
  return (
    before.key === after.key &&
    before.facts.length === after.facts.length &&
    before.facts.every((fact, index) => fact === after.facts[index]) &&
    rest.title === now.title &&
    rest.stopId === now.stopId &&
    rest.activeId === now.activeId &&
    rest.shownId === now.shownId &&
    rest.editingId === now.editingId &&
    rest.isReadOnly === now.isReadOnly &&
    rest.handlers === now.handlers &&
    rest.add === now.add
  )
}
