import { useEffect, useRef } from 'react'

/**
 * Where the keyboard goes on when an action took away the button that it was on. `open`: a dialog asks about the
 * action; `shown`: what the page shows, which changes when the action is done.
 */
export function useKeptFocus<Kept extends HTMLElement>(open: boolean, shown: unknown) {
  const kept = useRef<Kept>(null)
  const acted = useRef(false)
  useEffect(() => {
    if (open) acted.current = true
    if (open || !acted.current || document.activeElement !== document.body) return
    acted.current = false
    kept.current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the button goes when what is shown changes
  }, [open, shown])
  return kept
}
