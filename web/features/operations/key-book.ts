export interface Shortcut {
  /** As KeyboardEvent.key has it: "j", "X" with shift. */
  key: string
  /** What it does, for the help. */
  words: string
  act: (event: KeyboardEvent) => void
}

export interface KeyBook {
  /** Those added last come first. The answer takes them out again. */
  add(shortcuts: readonly Shortcut[]): () => void
  all(): Shortcut[]
  listen(target: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void
}

const typing =
  'textarea, select, [contenteditable], [role=combobox], [role=menu], [role=listbox], input:not([type=checkbox], [type=radio])'

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  if (event.target instanceof Element && event.target.closest(typing)) return false
  return document.querySelector('[role=dialog]') === null
}

/** The keys of a page. They come before the shell's own: what a page takes for itself ("/") stays there. */
export function createKeyBook(): KeyBook {
  const groups = new Set<readonly Shortcut[]>()
  const all = () => [...groups].toReversed().flat()
  let before = ''
  const onKeyDown = (event: KeyboardEvent): void => {
    // "g m" and its like go to a page; their second key is not meant for this one.
    const isSecond = before === 'g'
    before = event.key
    if (isSecond || !isFree(event)) return
    const shortcut = all().find(({ key }) => key === event.key)
    if (!shortcut) return
    event.preventDefault()
    event.stopPropagation()
    shortcut.act(event)
  }
  return {
    all,
    add(shortcuts) {
      groups.add(shortcuts)
      return () => void groups.delete(shortcuts)
    },
    listen(target) {
      target.addEventListener('keydown', onKeyDown, { capture: true })
      return () => target.removeEventListener('keydown', onKeyDown, { capture: true })
    },
  }
}
