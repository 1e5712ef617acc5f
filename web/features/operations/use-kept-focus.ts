import { useEffect, useRef } from 'react'

/**
 * Where the keyboard goes on when an action took away what it was on. `shown`: what the page shows, which changes
 * when the action is done.
 */
export function useKeptFocus<Kept extends HTMLElement>(shown: unknown) {
  const kept = useRef<Kept>(null)
  const last = useRef<EventTarget>(null)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      last.current = target
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])
  useEffect(() => {
    const isLost = last.current instanceof Element && !last.current.isConnected
    if (!isLost || document.activeElement !== document.body) return
    last.current = null
    kept.current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what the keyboard was on goes when it changes
  }, [shown])
  return kept
}
