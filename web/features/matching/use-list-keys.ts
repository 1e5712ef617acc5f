import { useEffect, useRef } from 'react'

type Keys = Record<string, (event: KeyboardEvent) => void>

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, [role="combobox"], input:not([type="checkbox"])'))
  )
}

/**
 * Single keys that work on the page when nobody is typing and no dialog is open. They come before the shell's own
 * keys: what a page takes for itself ("/") stays there.
 */
export function useListKeys(keys: Keys): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    let after = ''
    const onKeyDown = (event: KeyboardEvent) => {
      const { key } = event
      const isSecond = after === 'g'
      after = key
      // "g m" and its like go to a page; their second key is not meant for the list.
      if (isSecond || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"]')) return
      const act = current.current[key]
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      act(event)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
