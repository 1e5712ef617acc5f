import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import { counted } from '../../lib/format.ts'
import { useListTop } from '../../lib/use-list-top.ts'
import { MatchRow, rowLinkId } from './match-row.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useSelection } from './use-selection.ts'

interface MatchListProps {
  matches: readonly MatchSummary[]
  /** Whether these are the hidden ones. */
  hidden: boolean
  more: { has: boolean; isLoading: boolean; load: () => void }
  /** Hides them, or shows them again where they are hidden. */
  onHide: (matches: readonly MatchSummary[]) => void
  /** Old results while new ones come. */
  stale: boolean
}

/** Of one row in rem, as match-list.css has them. */
const WIDE_ROW = 5.4
const NARROW_ROW = 8.2
const TOP_BAR = 60
const BOTTOM_BAR = 110

export function MatchList({ matches, hidden, more, onHide, stale }: MatchListProps) {
  const list = useRef<HTMLUListElement>(null)
  const virtualizer = useRows(list, matches.length)
  const selection = useSelection(matches)
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  const { has, isLoading, load } = more
  useEffect(() => {
    if (has && !isLoading && last >= matches.length - 15) load()
  }, [has, isLoading, last, matches.length, load])

  const focusRow = useFocusRow(matches, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }))
  const hide = useCallback(
    (gone: readonly MatchSummary[]) => {
      const ids = new Set(gone.map(({ id }) => id))
      const from = matches.findIndex(({ id }) => ids.has(id))
      const next =
        matches.slice(from).find(({ id }) => !ids.has(id)) ?? matches.findLast(({ id }) => !ids.has(id))
      selection.drop(ids)
      onHide(gone)
      if (next) focusRow(next.id)
    },
    [matches, selection, onHide, focusRow],
  )
  const hideOne = useCallback(
    (id: string) => {
      const match = matches.find((one) => one.id === id)
      if (match) hide([match])
    },
    [matches, hide],
  )
  // Rows are memoised: what they call must stay the same function.
  const latest = useRef(hideOne)
  useEffect(() => {
    latest.current = hideOne
  })
  const onHideRow = useCallback((id: string) => latest.current(id), [])

  const focused = () => matches.findIndex(({ id }) => rowOf(document.activeElement) === id)
  const step = (by: number) => {
    const from = focused()
    const to = matches[from === -1 ? (rows[0]?.index ?? 0) : from + by]
    if (to) focusRow(to.id)
  }
  const inList = (act: () => void) => () => list.current?.contains(document.activeElement) && act()
  useListKeys({
    j: () => step(1),
    k: () => step(-1),
    x: inList(() => {
      const match = matches[focused()]
      if (match) selection.select(match.id, false)
    }),
    h: inList(() => {
      const match = matches[focused()]
      if (selection.chosen.length > 0) hide(selection.chosen)
      else if (match) hide([match])
    }),
  })
  const onArrow = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    step(by)
  }

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the links inside */}
      <ul
        ref={list}
        className={`plain-list match-list ${stale ? 'stale' : ''}`}
        aria-label={hidden ? 'Hidden matches' : 'Matches'}
        aria-busy={stale}
        style={{ blockSize: virtualizer.getTotalSize() }}
        onKeyDown={onArrow}
      >
        {rows.map(({ index, start, key }) => {
          const match = matches[index]
          if (!match) return null
          return (
            <li
              key={key}
              data-match={match.id}
              aria-setsize={more.has ? -1 : matches.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
            >
              <MatchRow
                match={match}
                selected={selection.ids.has(match.id)}
                onSelect={selection.select}
                onHide={onHideRow}
              />
            </li>
          )
        })}
      </ul>
      {more.isLoading && (
        <p className="quiet" role="status">
          Loading more
        </p>
      )}
      <SelectionBar
        count={selection.chosen.length}
        hidden={hidden}
        onHide={() => hide(selection.chosen)}
        onClear={selection.clear}
      />
    </>
  )
}

function rowOf(element: Element | null): string | undefined {
  const row = element?.closest('[data-match]')
  return row instanceof HTMLElement ? row.dataset['match'] : undefined
}

/** Rows of one height, known beforehand: nothing is measured while scrolling. */
function useRows(list: React.RefObject<HTMLUListElement | null>, count: number) {
  const wide = useMediaQuery('(min-width: 860px)', undefined, { getInitialValueInEffect: false })
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
function useFocusRow(matches: readonly MatchSummary[], scrollTo: (index: number) => void) {
  const wanted = useRef<string | null>(null)
  const settle = () => {
    const link = wanted.current === null ? null : document.getElementById(rowLinkId(wanted.current))
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  }
  // Runs after every render: the row may be drawn by any of them.
  useEffect(settle)
  return useCallback(
    (id: string) => {
      wanted.current = id
      const index = matches.findIndex((match) => match.id === id)
      if (index !== -1) scrollTo(index)
      requestAnimationFrame(settle)
    },
    // oxlint-disable-next-line react/exhaustive-deps -- settle reads only refs and the page
    [matches, scrollTo],
  )
}

interface SelectionBarProps {
  count: number
  hidden: boolean
  onHide: () => void
  onClear: () => void
}

function SelectionBar({ count, hidden, onHide, onClear }: SelectionBarProps) {
  return (
    <div className={`match-selection ${count > 0 ? 'shown' : ''}`}>
      <span role="status">{count > 0 ? `${counted(count, 'match', 'matches')} selected` : ''}</span>
      {count > 0 && (
        <>
          <Button size="compact-md" variant="outline" onClick={onHide}>
            {hidden ? `Show ${count} again` : `Hide ${count}`}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={onClear}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  )
}
