import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { useListTop } from '../../lib/use-list-top.ts'

type ListRef = RefObject<HTMLUListElement | null>

/** Of one row in rem, as jobs.css has them. */
const WIDE_ROW = 3.5
const NARROW_ROW = 7.6
const TOP_BAR = 60
const BOTTOM_BAR = 110

export const rowLinkId = (jobId: string) => `job-${jobId}`

/** The row that has the keyboard; -1 for none. */
export function focusedIndex(items: readonly JobItem[]): number {
  const row = document.activeElement?.closest('[data-job]')
  const id = row instanceof HTMLElement ? row.dataset['job'] : undefined
  return items.findIndex((item) => item.id === id)
}

/** Rows of one height, known beforehand: nothing is measured while scrolling. */
export function useJobRows(list: ListRef, count: number) {
  const wide = useMediaQuery('(min-width: 900px)', undefined, { getInitialValueInEffect: false })
  const scrollMargin = useListTop(list)
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const size = Math.round((wide ? WIDE_ROW : NARROW_ROW) * rem)
  // oxlint-disable-next-line react/incompatible-library -- about React's compiler, which isn't used here
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
export function useFocusRow(items: readonly JobItem[], scrollTo: (index: number) => void) {
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

interface KeptFocus {
  list: ListRef
  items: readonly JobItem[]
  /** No dialog has the keyboard. */
  isFree: boolean
  focusRow: (id: string) => void
}

/** When the row that had the keyboard leaves the list, the one in its place gets it. */
export function useKeptFocus({ list, items, isFree, focusRow }: KeptFocus): void {
  const place = useRef<{ id: string; index: number } | null>(null)
  const latest = useRef({ items, focusRow })
  useEffect(() => {
    latest.current = { items, focusRow }
  })
  useEffect(() => {
    const onFocus = () => {
      const index = focusedIndex(latest.current.items)
      const job = latest.current.items[index]
      if (job) place.current = { id: job.id, index }
    }
    // A press elsewhere is meant: nothing is taken back.
    const onPress = ({ target }: PointerEvent) => {
      const isOurs = target instanceof Element && target.closest('[role=dialog], [role=menu], .job-selection')
      if (!isOurs && target instanceof Node && !list.current?.contains(target)) place.current = null
    }
    document.addEventListener('focusin', onFocus)
    document.addEventListener('pointerdown', onPress, { capture: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('pointerdown', onPress, { capture: true })
    }
  }, [list])
  useEffect(() => {
    const { current: kept } = place
    if (!isFree || !kept || document.activeElement !== document.body) return
    const to = items.find(({ id }) => id === kept.id) ?? items[Math.min(kept.index, items.length - 1)]
    if (to) latest.current.focusRow(to.id)
  }, [items, isFree])
}
