import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { factElementId } from './fact-row.tsx'

/** What a narrow screen shows of the two. */
export type Side = 'facts' | 'text'

/** Kept in the address, so that a reload shows it again. */
export function useSide(): [Side, (side: Side) => void] {
  const [query, setQuery] = useSearchParams()
  const side: Side = query.get('show') === 'text' ? 'text' : 'facts'
  const setSide = useCallback(
    (next: Side) => {
      if (next === side) return
      const change = (before: URLSearchParams) => {
        const after = new URLSearchParams(before)
        if (next === 'text') after.set('show', 'text')
        else after.delete('show')
        return after
      }
      setQuery(change, { replace: true, preventScrollReset: true })
    },
    [side, setQuery],
  )
  return [side, setSide]
}

/** A fact under the pointer, and whether it lies over the fact or over its words. */
export interface Pointed {
  factId: string
  from: Side
}

/** A pointer on its way across the list should not drag the text along. */
const POINT_MS = 120

function usePointed() {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const point = useCallback((factId: string | null, from: Side) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setPointed(factId ? { factId, from } : null), POINT_MS)
  }, [])
  const pointAtFact = useCallback((factId: string | null) => point(factId, 'facts'), [point])
  const pointAtWords = useCallback((factId: string | null) => point(factId, 'text'), [point])
  return { pointed, pointAtFact, pointAtWords }
}

/** The fact one is at (at first the one the address names), and the way of the keyboard to another. */
export function useFactFocus(showFacts: () => void) {
  const [query] = useSearchParams()
  const named = query.get('fact')
  const [activeId, setActiveId] = useState<string | null>(named)
  const [editingId, setEditingId] = useState<string | null>(null)
  const wanted = useRef<string | null>(named)
  const [, again] = useState({})
  // After every render: the row may come with a later one, when its side is shown or it was just added.
  useEffect(() => {
    const row = wanted.current ? document.getElementById(factElementId(wanted.current)) : null
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  })
  const goTo = useCallback(
    (factId: string) => {
      wanted.current = factId
      setActiveId(factId)
      again({})
      showFacts()
    },
    [showFacts],
  )
  return { activeId, activate: setActiveId, editingId, setEditingId, goTo, ...usePointed() }
}
