import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { useListTop } from '../../lib/use-list-top.ts'
import type { Outputs } from '../../trpc.ts'
import { ApplicationRow } from './application-row.tsx'
import { useMove, type Target } from './use-move.ts'

type Summary = Outputs['applications']['list']['items'][number]

interface ApplicationListProps {
  items: readonly Summary[]
  /** How many there are in all; -1: not known. */
  total: number
  /** Called when the last of the items comes near. */
  onNearEnd: () => void
}

/** Heights of a row, wide and narrow; on a narrow page a long title makes it higher. */
const ROW = { wide: 65, narrow: 120 }
const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Only the rows in view are in the page, however many there are. Arrows, or j and k, go from one to the next. */
export function ApplicationList({ items, total, onNearEnd }: ApplicationListProps) {
  const list = useRef<HTMLUListElement>(null)
  const top = useListTop(list)
  const wide = useMediaQuery('(min-width: 760px)', true, { getInitialValueInEffect: false })
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => (wide ? ROW.wide : ROW.narrow),
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= items.length - 20) onNearEnd()
  }, [last, items.length, onNearEnd])

  const goTo = (index: number) => {
    if (index < 0 || index >= items.length) return
    // The neighbour is nearly always there, and the browser scrolls to what gets the focus.
    if (focusRow(list.current, index)) return
    virtual.scrollToIndex(index, { align: 'auto' })
    requestAnimationFrame(() => focusRow(list.current, index))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const index = indexOf(event.target)
    if (step === undefined || index === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    goTo(index + step)
  }
  const onMove = useMoveKeepingFocus(list, items)

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move between the links inside
    <ul
      ref={list}
      className="plain-list application-list"
      aria-label="Applications"
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ index, start, key }) => {
        const application = items[index]
        return (
          application && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={total}
              className="application-item"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <ApplicationRow application={application} onMove={onMove} />
            </li>
          )
        )
      })}
    </ul>
  )
}

/** A row that leaves the list with its move hands the focus to the one that takes its place. */
function useMoveKeepingFocus(list: React.RefObject<HTMLElement | null>, items: readonly Summary[]) {
  const move = useMove()
  const left = useRef<{ id: string; index: number } | null>(null)
  const known = useRef(items)
  useEffect(() => {
    known.current = items
    const gone = left.current
    if (!gone || items.some(({ id }) => id === gone.id)) return
    left.current = null
    requestAnimationFrame(() => void focusRow(list.current, Math.min(gone.index, items.length - 1)))
  }, [items, list])
  return useCallback(
    (application: Summary, target: Target) => {
      const index = known.current.findIndex(({ id }) => id === application.id)
      left.current = target.stage === application.stage ? null : { id: application.id, index }
      move(application, target)
    },
    [move],
  )
}

/** False when the row is not in the page. */
function focusRow(list: HTMLElement | null, index: number): boolean {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] a`)
  link?.focus()
  return link !== null && link !== undefined
}

/** Of the row that holds the element; null within a menu or a field, whose keys are its own. */
function indexOf(target: EventTarget): number | null {
  if (!(target instanceof HTMLElement) || target.closest('[role="menu"], input, textarea, select'))
    return null
  const index = target.closest('[data-index]')?.getAttribute('data-index')
  return index ? Number(index) : null
}
