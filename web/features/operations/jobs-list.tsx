import { useCallback, useEffect, useRef } from 'react'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { actionOrder, actionWords } from './action-words.ts'
import { useConsoleShortcuts } from './console-keys.tsx'
import { JobRow } from './jobs-row.tsx'
import {
  allMatching,
  chosenOf,
  nothing,
  toggled,
  withAllShown,
  withRange,
  type Selection,
} from './selection.ts'
import type { Asked } from './selection-actions.tsx'
import { focusedIndex, rowLinkId, useFocusRow, useJobRows, useKeptFocus } from './use-job-rows.ts'

interface JobListProps {
  items: readonly JobItem[]
  hasMore: boolean
  isLoading: boolean
  /** Loads the next page; null: not by itself. */
  load: (() => void) | null
  /** Old results while new ones come. */
  stale: boolean
  selection: Selection
  select: (change: (before: Selection) => Selection) => void
  ask: (asked: Asked) => void
  /** A dialog about them is open. */
  isAsking: boolean
  focusSearch: () => void
}

export function JobList(props: JobListProps) {
  const { items, hasMore, isLoading, load, stale, selection, select, ask } = props
  const list = useRef<HTMLUListElement>(null)
  const virtualizer = useJobRows(list, items.length)
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && !isLoading && load && last >= items.length - 15) load()
  }, [hasMore, isLoading, last, items.length, load])

  const focusRow = useFocusRow(items, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }))
  const step = (by: number) => {
    const from = focusedIndex(items)
    const to = items[from === -1 ? (rows[0]?.index ?? 0) : from + by]
    if (to) focusRow(to.id)
  }
  useListShortcuts(props, step)
  useKeptFocus({ list, items, isFree: !props.isAsking, focusRow })
  // Rows are memoised: what they call must stay the same function.
  const latest = useRef({ items, select, ask })
  useEffect(() => {
    latest.current = { items, select, ask }
  })
  const onSelect = useCallback((id: string, range: boolean) => {
    const shown = latest.current.items.map((item) => item.id)
    latest.current.select((before) => (range ? withRange(before, shown, id) : toggled(before, id)))
  }, [])
  const onAct = useCallback((action: JobAction, id: string) => {
    const job = latest.current.items.find((item) => item.id === id)
    if (job) latest.current.ask({ action, jobs: [job] })
  }, [])
  const onArrow = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by || event.altKey || event.ctrlKey || event.metaKey || inMenu(event.target)) return
    event.preventDefault()
    step(by)
  }
  const allShown = items.length > 0 && items.every(({ id }) => selection.ids.has(id))

  return (
    <div className="job-table">
      <div className="job-head">
        <label className="job-check">
          <input
            type="checkbox"
            aria-label="Select all shown"
            aria-keyshortcuts="a"
            checked={allShown}
            ref={(box) => {
              if (box) box.indeterminate = !allShown && chosenOf(selection, items).length > 0
            }}
            onChange={() =>
              select((before) =>
                withAllShown(
                  before,
                  items.map(({ id }) => id),
                ),
              )
            }
          />
        </label>
        <span className="job-narrow" aria-hidden="true">
          Select all shown
        </span>
        <div className="job-columns" aria-hidden="true">
          <span>State</span>
          <span>Job</span>
          <span>Lane</span>
          <span>Person</span>
          <span>Attempt</span>
          <span>When</span>
          <span>Took</span>
        </div>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the links inside */}
      <ul
        ref={list}
        className={`plain-list job-list ${stale ? 'stale' : ''}`}
        aria-label="Jobs"
        aria-busy={stale}
        style={{ blockSize: virtualizer.getTotalSize() }}
        onKeyDown={onArrow}
      >
        {rows.map(({ index, start }) => {
          const job = items[index]
          if (!job) return null
          return (
            <li
              key={job.id}
              data-job={job.id}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
            >
              <JobRow
                job={job}
                selected={selection.all || selection.ids.has(job.id)}
                onSelect={onSelect}
                onAct={onAct}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function inMenu(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role=menu]') !== null
}

function openMenu({ id }: JobItem): void {
  const row = document.getElementById(rowLinkId(id))?.closest('[data-job]')
  row?.querySelector<HTMLButtonElement>('button.job-menu')?.click()
}

/** Keys for what is chosen or else for the row that has the keyboard. */
function useListShortcuts(props: JobListProps, step: (by: number) => void): void {
  const { items, selection, select, ask, focusSearch } = props
  const shown = () => items.map(({ id }) => id)
  const focused = () => items[focusedIndex(items)]
  const onFocused = (act: (job: JobItem) => void) => () => {
    const job = focused()
    if (job) act(job)
  }
  const begin = (action: JobAction) => () => {
    const chosen = chosenOf(selection, items)
    const one = focused()
    if (selection.all) ask({ action, jobs: 'all' })
    else if (chosen.length > 0) ask({ action, jobs: chosen })
    else if (one) ask({ action, jobs: [one] })
  }
  useConsoleShortcuts([
    { key: 'j', words: 'Next job', act: () => step(1) },
    { key: 'k', words: 'Job before', act: () => step(-1) },
    { key: '/', words: 'Search', act: focusSearch },
    {
      key: 'x',
      words: 'Select the job',
      act: onFocused(({ id }) => select((before) => toggled(before, id))),
    },
    {
      key: 'X',
      words: 'Select up to this job',
      act: onFocused(({ id }) => select((before) => withRange(before, shown(), id))),
    },
    { key: 'a', words: 'Select all shown', act: () => select((before) => withAllShown(before, shown())) },
    { key: 'A', words: 'Select all that fit the filter', act: () => select(() => allMatching(shown())) },
    // Otherwise Escape closes what the page has open.
    ...(selection.ids.size > 0
      ? [{ key: 'Escape', words: 'Select nothing', act: () => select(() => nothing) }]
      : []),
    ...actionOrder.flatMap((action) => {
      const { key, label } = actionWords[action]
      return key === undefined ? [] : [{ key, words: `${label}: what is selected`, act: begin(action) }]
    }),
    {
      key: '.',
      words: 'All actions of the job',
      act: onFocused(openMenu),
    },
  ])
}
