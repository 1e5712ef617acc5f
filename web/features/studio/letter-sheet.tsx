import { forwardRef, useImperativeHandle, useRef } from 'react'
import { letterPieces, standingOf, type ClaimStanding, type KnownFact } from './letter-marks.ts'
import './letter-sheet.css'
import type { PlacedClaim } from './move-claims.ts'

export interface LetterSheetHandle {
  /** Puts the cursor at the end of a sentence and brings it into view. */
  goTo: (claim: number) => void
  /** Brings a sentence into view; the focus stays. */
  show: (claim: number) => void
  focus: () => void
  cursor: () => number
}

interface LetterSheetProps {
  text: string
  claims: readonly PlacedClaim[]
  facts: ReadonlyMap<string, KnownFact>
  /** Sentences that stand out: at the cursor, or resting on the fact that was chosen. */
  lit: ReadonlySet<number>
  readOnly: boolean
  onText: (text: string) => void
  onCursor: (cursor: number) => void
}

/**
 * The letter as a sheet of paper one writes on. The marks lie on a copy of the text behind a plain text field, so
 * that the field keeps the browser's own undo, spelling and speed.
 */
export const LetterSheet = forwardRef<LetterSheetHandle, LetterSheetProps>(function LetterSheet(
  { text, claims, facts, lit, readOnly, onText, onCursor },
  handle,
) {
  const field = useRef<HTMLTextAreaElement>(null)
  const back = useRef<HTMLDivElement>(null)
  useImperativeHandle(handle, () => {
    const show = (claim: number) =>
      back.current?.querySelector(`[data-claim="${claim}"]`)?.scrollIntoView({ block: 'center' })
    return {
      show,
      goTo(claim) {
        const end = claims[claim]?.span[1]
        if (end === undefined) return
        field.current?.focus({ preventScroll: true })
        field.current?.setSelectionRange(end, end)
        // The browser tells later, and not at all when the cursor is there already.
        onCursor(end)
        show(claim)
      },
      focus: () => field.current?.focus(),
      cursor: () => field.current?.selectionStart ?? 0,
    }
  })
  return (
    <div className={`sheet ${readOnly ? 'is-read-only' : ''}`}>
      <div className="sheet-text sheet-back" aria-hidden="true" ref={back}>
        {letterPieces(text, claims).map(({ text: words, claim }, index) =>
          claim === null ? (
            words
          ) : (
            <span key={index} data-claim={claim} className={markClass(claims[claim], facts, lit.has(claim))}>
              {words}
            </span>
          ),
        )}
        {/* A last empty line has a height only when something is on it. */}
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        className="sheet-text sheet-field"
        aria-label="Text of the letter"
        aria-describedby="letter-help"
        value={text}
        readOnly={readOnly}
        spellCheck
        onChange={(event) => onText(event.currentTarget.value)}
        onSelect={(event) => onCursor(event.currentTarget.selectionStart)}
      />
    </div>
  )
})

function markClass(
  claim: PlacedClaim | undefined,
  facts: ReadonlyMap<string, KnownFact>,
  lit: boolean,
): string {
  const standing: ClaimStanding = claim ? standingOf(claim, facts) : 'free'
  return `sheet-mark is-${standing}${lit ? ' is-lit' : ''}${claim?.changed ? ' is-changed' : ''}`
}
