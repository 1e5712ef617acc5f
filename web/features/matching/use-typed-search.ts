import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

/**
 * A search field's text: shown at once, told on after a short pause. Follows when the address changes otherwise,
 * by Back for instance.
 */
export function useTypedSearch(told: string, tell: (search: string) => void) {
  const [typed, setTyped] = useState(told)
  const [followed, setFollowed] = useState(told)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  if (told !== followed) {
    setFollowed(told)
    // The address lags behind what is typed; only a change from elsewhere replaces it.
    if (told.trim() !== typed.trim() && !typed.startsWith(told)) setTyped(told)
  }
  const type = (search: string) => {
    setTyped(search)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(search.trim()), PAUSE_MS)
  }
  return { typed, type }
}
