import { memo, useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { markSpans } from '../../lib/mark-spans.ts'
import { paths } from '../../paths.ts'
import type { Pointed } from './use-fact-focus.ts'

interface DocumentTextProps {
  resumeId: string
  versionId: string
  text: string
  facts: readonly ProfileFact[]
  /** The fact one is at. */
  activeId: string | null
  /** The fact that the pointer is over, there or here; its words are marked instead. */
  pointed: Pointed | null
  onPick: (factId: string) => void
  onPoint: (factId: string | null) => void
}

/** What the file says, as it was read: the words of every fact underlined, each a link to its fact. */
export function DocumentText(props: DocumentTextProps) {
  const { resumeId, versionId, text, facts, activeId, pointed, onPick, onPoint } = props
  const shownId = pointed?.factId ?? activeId
  const followedId = pointed?.from === 'facts' ? pointed.factId : null
  const pane = useRef<HTMLDivElement>(null)
  const segments = useMemo(() => {
    const marks = facts.flatMap(({ id, span, state }) => (span && state !== 'removed' ? [{ id, span }] : []))
    return markSpans(text, marks)
  }, [text, facts])
  const unconfirmed = useMemo(
    () => new Set(facts.filter(({ state }) => state === 'unconfirmed').map(({ id }) => id)),
    [facts],
  )
  // Two effects: when the pointer leaves, the text stays where it is instead of going back.
  useEffect(() => bringIntoView(pane.current, activeId), [activeId])
  useEffect(() => bringIntoView(pane.current, followedId), [followedId])
  // Only one of the marks is a stop of the Tab key; arrows go on from there.
  const stop =
    segments.find(({ ids }) => shownId !== null && ids.includes(shownId)) ??
    segments.find(({ ids }) => ids.length > 0)
  return (
    <div className="document-text" ref={pane}>
      {segments.map(({ start, text: words, ids }) => {
        const factId = ids.at(-1)
        if (factId === undefined) return words
        return (
          <DocumentMark
            key={start}
            words={words}
            factId={factId}
            allIds={ids.join(' ')}
            to={paths.resume(resumeId, versionId, factId)}
            isShown={shownId !== null && ids.includes(shownId)}
            isConfirmed={!unconfirmed.has(factId)}
            isStop={start === stop?.start}
            onPick={onPick}
            onPoint={onPoint}
          />
        )
      })}
    </div>
  )
}

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

const DocumentMark = memo(function DocumentMark(props: DocumentMarkProps) {
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

/** Scrolls the text alone, not the page: what one points at must not move away under the pointer. */
function bringIntoView(pane: HTMLElement | null, factId: string | null): void {
  const mark = factId ? pane?.querySelector(`[data-facts~="${CSS.escape(factId)}"]`) : null
  if (!pane || !mark) return
  if (pane.scrollHeight <= pane.clientHeight) {
    // On a narrow screen the text is as long as it is and the page scrolls.
    if (!isWithin(mark.getBoundingClientRect(), 60, window.innerHeight - 60))
      mark.scrollIntoView({ block: 'center' })
    return
  }
  const { top, bottom } = pane.getBoundingClientRect()
  const [from, to] = [Math.max(top, 60) + 16, Math.min(bottom, window.innerHeight) - 16]
  const words = mark.getBoundingClientRect()
  if (!isWithin(words, from, to)) pane.scrollBy({ top: words.top - from - (to - from) / 3 })
}

function isWithin({ top, bottom }: DOMRect, from: number, to: number): boolean {
  return top >= from && bottom <= to
}
