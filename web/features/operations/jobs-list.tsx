import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { useListTop } from '../../lib/use-list-top.ts'
import { actionOrder, actionWords } from './action-words.ts'
import { useConsoleShortcuts } from './console-keys.tsx'
import { JobRow, rowLinkId } from './jobs-row.tsx'
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
  focusSearch: () => void
}

/** Of one row in rem, as jobs.css has them. */
const WIDE_ROW = 3.5
const NARROW_ROW = 7.6
const TOP_BAR = 60
const BOTTOM_BAR = 110

export function JobList(props: JobListProps) {
  const { items, hasMore, isLoading, load, stale, selection, select, ask } = props
  const list = useRef<HTMLUListElement>(null)
  const virtualizer = useRows(list, items.length)
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

function focusedIndex(items: readonly JobItem[]): number {
  const row = document.activeElement?.closest('[data-job]')
  const id = row instanceof HTMLElement ? row.dataset['job'] : undefined
  return items.findIndex((item) => item.id === id)
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
    { key: 'Escape', words: 'Select nothing', act: () => select(() => nothing) },
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

/** Rows of one height, known beforehand: nothing is measured while scrolling. */
function useRows(list: React.RefObject<HTMLUListElement | null>, count: number) {
  const wide = useMediaQuery('(min-width: 900px)', undefined, { getInitialValueInEffect: false })
  const scrollMargin = useListTop(list)
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const size = Math.round((wide ? WIDE_ROW : NARROW_ROW) * rem)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => size,
    overscan: 6,
    // Otherwise each step of a scroll is drawn before the browser may paint.
    useFlushSync: false,
    scrollMargin,
    scrollPaddingStart: TOP_BAR,
    scrollPaddingEnd: BOTTOM_BAR,
  })
  const { measure } = virtualizer
  useLayoutEffect(() => measure(), [size, measure])
  return virtualizer
}

/** Brings a row into view and puts the keyboard on its link, also when it isn't drawn yet. */
function useFocusRow(items: readonly JobItem[], scrollTo: (index: number) => void) {
  const wanted = useRef<string | null>(null)
  const settle = () => {
    const link = wanted.current === null ? null : document.getElementById(rowLinkId(wanted.current))
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  }
  // Runs after every render: the row may be drawn by any of them.
  useEffect(settle)
  return (id: string) => {
    wanted.current = id
    const index = items.findIndex((item) => item.id === id)
    if (index !== -1) scrollTo(index)
    // At once where it is drawn: the next key may follow in no time.
    settle()
    requestAnimationFrame(settle)
  }
}
