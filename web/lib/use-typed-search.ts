import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

/**
 * A search field's text: shown at once, told on after a short pause. Follows when what was told changes from
 * elsewhere, by Back for instance.
 */
export function useTypedSearch(told: string, tell: (search: string) => void) {
  const [typed, setTyped] = useState(told)
  const [known, setKnown] = useState(told)
  const [sent, setSent] = useState(told)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  if (told !== known) {
    setKnown(told)
    // What is told lags behind what is typed; only a change from elsewhere replaces it.
    if (told !== sent) {
      setTyped(told)
      setSent(told)
    }
  }
  const type = (search: string) => {
    setTyped(search)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSent(search.trim())
      latest.current(search.trim())
    }, PAUSE_MS)
  }
  return { typed, type }
}
