import { useEffect } from 'react'

/** A second key later than this begins anew. */
const TOGETHER_MS = 1_000

const typing = 'input, textarea, select, [contenteditable], [role=combobox], dialog, [role=dialog]'

/** Keys of the whole page: "n", "/", or two in a row as "g t". Nothing happens while one types. */
export function useShortcuts(actions: Record<string, () => void>): void {
  useEffect(() => {
    let before = { key: '', at: 0 }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      const inRow =
        event.timeStamp - before.at < TOGETHER_MS ? actions[`${before.key} ${event.key}`] : undefined
      const action = inRow ?? actions[event.key]
      before = { key: event.key, at: event.timeStamp }
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [actions])
}
