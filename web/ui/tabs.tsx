import { useRef, type KeyboardEvent, type ReactNode } from 'react'

interface Tab<Id extends string> {
  id: Id
  label: string
}

interface TabsProps<Id extends string> {
  label: string
  tabs: readonly Tab<Id>[]
  selected: Id
  onSelect: (id: Id) => void
  children: ReactNode
}

const step: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** Tabs as WAI-ARIA describes them: arrow keys move, the panel is labelled by its tab. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = step[event.key]
    if (!by) return
    event.preventDefault()
    const index = (tabs.findIndex((tab) => tab.id === selected) + by + tabs.length) % tabs.length
    const next = tabs[index]
    if (!next) return
    onSelect(next.id)
    list.current?.querySelector<HTMLButtonElement>(`#tab-${next.id}`)?.focus()
  }
  return (
    <div className="stack">
      <div className="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`tab-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === selected}
            aria-controls={`panel-${selected}`}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => onSelect(tab.id)}
            onKeyDown={move}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`panel-${selected}`} aria-labelledby={`tab-${selected}`} className="stack">
        {children}
      </div>
    </div>
  )
}
