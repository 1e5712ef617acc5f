import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { markSpans, type Segment } from '../../lib/mark-spans.ts'
import { paths } from '../../paths.ts'
import { DocumentMark } from './document-mark.tsx'
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

/** Pieces that are drawn again together; most of the text isn't when another fact is shown. */
const PART = 24

/** What the file says, as it was read: the words of every fact underlined, each a link to its fact. */
export function DocumentText(props: DocumentTextProps) {
  const { resumeId, versionId, text, facts, activeId, pointed, onPick, onPoint } = props
  const shownId = pointed?.factId ?? activeId
  const followedId = pointed?.from === 'facts' ? pointed.factId : null
  const pane = useRef<HTMLDivElement>(null)
  const parts = useParts(text, facts)
  const unconfirmed = useMemo(
    () => new Set(facts.filter(({ state }) => state === 'unconfirmed').map(({ id }) => id)),
    [facts],
  )
  // Two effects: when the pointer leaves, the text stays where it is instead of going back.
  useEffect(() => bringIntoView(pane.current, activeId), [activeId])
  useEffect(() => bringIntoView(pane.current, followedId), [followedId])
  const stop = stopOf(parts.flat(), shownId)
  return (
    <div className="document-text" ref={pane}>
      {parts.map((segments) => {
        const ids = segments.flatMap((segment) => segment.ids)
        return (
          <Part
            key={segments[0]?.start}
            segments={segments}
            resumeId={resumeId}
            versionId={versionId}
            shownId={shownId !== null && ids.includes(shownId) ? shownId : null}
            stop={segments.some(({ start }) => start === stop) ? stop : null}
            unconfirmed={ids.filter((id) => unconfirmed.has(id)).join(' ')}
            onPick={onPick}
            onPoint={onPoint}
          />
        )
      })}
    </div>
  )
}

/** Cut anew only when words come or go, not when a fact is confirmed. */
function useParts(text: string, facts: readonly ProfileFact[]): Segment[][] {
  const marks = facts.flatMap(({ id, span, state }) => (span && state !== 'removed' ? [{ id, span }] : []))
  const key = marks.map(({ id }) => id).join(' ')
  const cut = () => {
    const segments = markSpans(text, marks)
    return Array.from({ length: Math.ceil(segments.length / PART) }, (_, index) =>
      segments.slice(index * PART, (index + 1) * PART),
    )
  }
  const [kept, setKept] = useState(() => ({ key, text, parts: cut() }))
  if (kept.key === key && kept.text === text) return kept.parts
  const fresh = { key, text, parts: cut() }
  setKept(fresh)
  return fresh.parts
}

/** Only one of the marks is a stop of the Tab key; arrows go on from there. */
function stopOf(segments: readonly Segment[], shownId: string | null): number | null {
  const shown = segments.find(({ ids }) => shownId !== null && ids.includes(shownId))
  return (shown ?? segments.find(({ ids }) => ids.length > 0))?.start ?? null
}

interface PartProps {
  segments: readonly Segment[]
  resumeId: string
  versionId: string
  shownId: string | null
  /** Where the segment begins that is a stop of the Tab key. */
  stop: number | null
  /** Ids of those of its facts that are not confirmed; one string, so that it compares. */
  unconfirmed: string
  onPick: (factId: string) => void
  onPoint: (factId: string | null) => void
}

const Part = memo(function Part(props: PartProps) {
  const { segments, resumeId, versionId, shownId, stop, unconfirmed, onPick, onPoint } = props
  const open = new Set(unconfirmed.split(' '))
  return segments.map(({ start, text, ids }) => {
    const factId = ids.at(-1)
    if (factId === undefined) return text
    return (
      <DocumentMark
        key={start}
        words={text}
        factId={factId}
        allIds={ids.join(' ')}
        to={paths.resume(resumeId, versionId, factId)}
        isShown={shownId !== null && ids.includes(shownId)}
        isConfirmed={!open.has(factId)}
        isStop={start === stop}
        onPick={onPick}
        onPoint={onPoint}
      />
    )
  })
})

/** Scrolls the text alone, not the page: what one points at must not move away under the pointer. */
function bringIntoView(pane: HTMLElement | null, factId: string | null): void {
  const mark = factId ? pane?.querySelector(`[data-facts~="${CSS.escape(factId)}"]`) : null
  if (!pane || !mark) return
  if (pane.scrollHeight <= pane.clientHeight) {
    // On a narrow screen the text is as long as it is and the page scrolls.
    if (!isWithin(mark.getBoundingClientRect(), 60, window.innerHeight - 60)) {
      mark.scrollIntoView({ block: 'center' })
    }
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
