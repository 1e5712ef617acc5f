import { memo, type KeyboardEvent, type MouseEvent } from 'react'

interface DocumentMarkProps {
  words: string
  /** The narrowest fact over these words. */
  factId: string
  allIds: string
  to: string
  isShown: boolean
  isConfirmed: boolean
  isStop: boolean
  onPick: (factId: string) => void
  onPoint: (factId: string | null) => void
}

/** Words that prove a fact, as a link to it. */
export const DocumentMark = memo(function DocumentMark(props: DocumentMarkProps) {
  const { words, factId, allIds, to, isShown, isConfirmed, isStop, onPick, onPoint } = props
  const pick = (event: MouseEvent) => {
    // Another tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onPick(factId)
  }
  return (
    <a
      href={to}
      className="document-mark"
      data-facts={allIds}
      data-confirmed={isConfirmed}
      aria-current={isShown ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={pick}
      onKeyDown={goToNeighbour}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onPoint(factId)}
      onPointerLeave={() => onPoint(null)}
    >
      {words}
    </a>
  )
})

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, j: 1, ArrowLeft: -1, ArrowUp: -1, k: -1 }

function goToNeighbour(event: KeyboardEvent<HTMLAnchorElement>): void {
  const by = steps[event.key]
  if (by === undefined || event.metaKey || event.ctrlKey || event.altKey) return
  event.preventDefault()
  const marks = [...(event.currentTarget.parentElement?.querySelectorAll('a') ?? [])]
  marks[marks.indexOf(event.currentTarget) + by]?.focus()
}
