import { memo, type KeyboardEvent } from 'react'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { Icon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/notice.tsx'
import { FactEditor } from './fact-editor.tsx'
import { factLabels } from './group-facts.ts'

export const factElementId = (factId: string) => `fact-${factId}`

/** What can be done with a fact; the same object for all rows and at all times. */
export interface FactHandlers {
  activate: (factId: string) => void
  point: (factId: string | null) => void
  confirm: (fact: ProfileFact) => void
  remove: (fact: ProfileFact, neighbourId: string | null) => void
  startEdit: (factId: string) => void
  save: (fact: ProfileFact, text: string) => Promise<unknown>
  endEdit: (factId: string) => void
  /** To its words in the text; null where the text stands beside. */
  showWords: ((factId: string) => void) | null
  /** Sets the focus on a fact. */
  goTo: (factId: string) => void
}

interface FactRowProps {
  fact: ProfileFact
  isActive: boolean
  /** One row is a stop of the Tab key. */
  isStop: boolean
  isShown: boolean
  isEditing: boolean
  isReadOnly: boolean
  handlers: FactHandlers
}

export const FactRow = memo(function FactRow(props: FactRowProps) {
  const { fact, isActive, isStop, isShown, isEditing, isReadOnly, handlers } = props
  if (isEditing) {
    return (
      <li className="fact" data-wide>
        <FactEditor
          label={`${factLabels[fact.kind]}, in your words`}
          text={fact.text}
          onSave={(text) => handlers.save(fact, text)}
          onDone={() => handlers.endEdit(fact.id)}
        />
      </li>
    )
  }
  return (
    <li
      className="fact"
      data-wide={isLong(fact) || undefined}
      data-active={isActive || undefined}
      data-shown={isShown || undefined}
      data-state={fact.state}
    >
      <FactState {...props} />
      <button
        type="button"
        id={factElementId(fact.id)}
        className="fact-words"
        data-fact={fact.id}
        data-state={fact.state}
        tabIndex={isStop ? 0 : -1}
        aria-current={isActive ? 'true' : undefined}
        onFocus={() => handlers.activate(fact.id)}
        onClick={() => handlers.activate(fact.id)}
        onKeyDown={(event) => onKey(event, props)}
        onPointerEnter={(event) => event.pointerType === 'mouse' && handlers.point(fact.id)}
        onPointerLeave={() => handlers.point(null)}
      >
        <span className={isPlain(fact) ? 'visually-hidden' : 'fact-label'}>{factLabels[fact.kind]} </span>
        <span className="fact-text">{fact.text}</span>
        {fact.origin === 'person' && <Tag tone="quiet">your words</Tag>}
        {fact.state === 'unconfirmed' && <span className="visually-hidden">, not confirmed</span>}
      </button>
      {!isReadOnly && <FactActions {...props} />}
    </li>
  )
})

/** Takes the width of the column; short ones stand side by side. */
function isLong({ kind, text }: ProfileFact): boolean {
  return kind === 'highlight' || kind === 'summary' || text.length > 22
}

/** Points, skills and the like are what they are; only to those who can't see the section it needs saying. */
const plainKinds = new Set<string>(['highlight', 'skill', 'language', 'certificate', 'interest', 'summary'])

function isPlain({ kind }: ProfileFact): boolean {
  return plainKinds.has(kind)
}

function FactState({ fact, isStop, isReadOnly, handlers }: FactRowProps) {
  if (fact.state === 'confirmed' || isReadOnly) {
    return (
      <span className="fact-state" data-state={fact.state}>
        {fact.state === 'confirmed' && <Icon name="check" width={15} height={15} />}
        <span className="visually-hidden">{fact.state === 'confirmed' ? 'Confirmed' : 'Not confirmed'}</span>
      </span>
    )
  }
  return (
    <button
      type="button"
      className="fact-state"
      data-state={fact.state}
      tabIndex={isStop ? 0 : -1}
      title="Confirm"
      aria-label={`Confirm: ${fact.text}`}
      onClick={() => {
        handlers.confirm(fact)
        handlers.goTo(fact.id)
      }}
    />
  )
}

function FactActions({ fact, handlers }: FactRowProps) {
  const { showWords } = handlers
  return (
    <span className="fact-actions">
      {showWords && fact.span && (
        <button type="button" onClick={() => showWords(fact.id)}>
          Show in the text
        </button>
      )}
      <button type="button" aria-label={`Edit: ${fact.text}`} onClick={() => handlers.startEdit(fact.id)}>
        Edit
      </button>
      <button
        type="button"
        aria-label={`Remove: ${fact.text}`}
        onClick={(event) => handlers.remove(fact, neighbourId(event.currentTarget))}
      >
        Remove
      </button>
    </span>
  )
}

function rowsAround(element: Element): { rows: HTMLElement[]; at: number } {
  const own = element.closest('.fact')?.querySelector<HTMLElement>('.fact-words')
  const rows = [...(element.closest('[data-facts-list]')?.querySelectorAll<HTMLElement>('.fact-words') ?? [])]
  return { rows, at: own ? rows.indexOf(own) : -1 }
}

/** Where the keyboard goes when this row is gone. */
function neighbourId(element: Element): string | null {
  const { rows, at } = rowsAround(element)
  return (rows[at + 1] ?? rows[at - 1])?.dataset['fact'] ?? null
}

function onKey(event: KeyboardEvent<HTMLButtonElement>, props: FactRowProps): void {
  if (event.metaKey || event.ctrlKey || event.altKey) return
  const { fact, isReadOnly, handlers } = props
  const { rows, at } = rowsAround(event.currentTarget)
  const go = (to: number) => rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus()
  const moves: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    j: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    k: () => go(at - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
  }
  const confirm = () => {
    handlers.confirm(fact)
    const next = rows.findIndex((row, index) => index > at && row.dataset['state'] === 'unconfirmed')
    go(next === -1 ? at : next)
  }
  const remove = () => handlers.remove(fact, neighbourId(event.currentTarget))
  const changes: Record<string, () => void> = isReadOnly
    ? {}
    : { e: () => handlers.startEdit(fact.id), x: remove, Delete: remove }
  if (!isReadOnly && fact.state === 'unconfirmed') Object.assign(changes, { c: confirm, Enter: confirm })
  const { showWords } = handlers
  if (showWords && fact.span) changes['t'] = () => showWords(fact.id)
  const act = moves[event.key] ?? changes[event.key]
  if (!act) return
  event.preventDefault()
  act()
}
