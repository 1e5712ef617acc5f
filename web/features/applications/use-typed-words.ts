import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

/**
 * The words of a search field: shown at once, told on after a short pause. What changes the address otherwise (Back,
 * a link) changes the field too.
 */
export function useTypedWords(told: string, tell: (words: string) => void) {
  const [typed, setTyped] = useState(told)
  const [sent, setSent] = useState(told)
  const [seen, setSeen] = useState(told)
  const latest = useRef(tell)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  if (told !== seen) {
    setSeen(told)
    if (told !== sent) {
      setSent(told)
      setTyped(told)
    }
  }
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSent(words)
      latest.current(words)
    }, PAUSE_MS)
  }
  return { typed, type }
}
