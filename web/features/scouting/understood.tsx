import { useMemo } from 'react'
import type { Understood } from '../../../src/domains/scouting/schema.ts'
import { markSpans } from '../../lib/mark-spans.ts'
import './scouting.css'
import { understoodLines } from './understood-words.ts'

/** The sentence with what was read in it marked, and what it was read as. */
export function MarkedSentence({ sentence, understood }: { sentence: string; understood: Understood }) {
  const pieces = useMemo(() => {
    const kinds = new Map(understood.parts.map(({ kind }, index) => [String(index), kind]))
    const marks = understood.parts.map(({ span }, index) => ({ id: String(index), span }))
    return markSpans(sentence, marks).map(({ start, text, ids }) => ({
      start,
      text,
      kind: kinds.get(ids.at(-1) ?? '') ?? null,
    }))
  }, [sentence, understood])
  return (
    <p className="target-sentence">
      {pieces.map(({ start, text, kind }) =>
        kind ? (
          <mark key={start} className="target-part" data-kind={kind}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  )
}

/** Each thing that was understood in words; what was not is said as well. */
export function UnderstoodList({ understood }: { understood: Understood }) {
  return (
    <dl className="target-lines">
      {understoodLines(understood).map(({ label, words, kind }) => (
        <div key={label} data-kind={kind}>
          <dt>{label}</dt>
          <dd>
            {words}
            {kind === 'unread' && <span className="quiet"> (has no effect; say it differently)</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
