import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import './text-diff.css'

interface TextDiffProps {
  before: string
  after: string
  /** Read as the region's name. */
  label: string
}

/** What was taken out (struck through) and put in (underlined) between two texts, word by word. */
export function TextDiff({ before, after, label }: TextDiffProps) {
  const parts = useMemo(() => diffWordsWithSpace(before, after), [before, after])
  const same = parts.every(({ added, removed }) => !added && !removed)
  return (
    <div className="stack tight text-diff">
      <p className="small quiet">
        {same ? (
          'Both wordings are the same.'
        ) : (
          <>
            <del>Taken out</del> <ins>Put in</ins>
          </>
        )}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, so the keyboard has to reach it */}
      <div className="text-diff-words" role="region" aria-label={label} tabIndex={0}>
        {parts.map(({ value, added, removed }, index) =>
          added ? (
            <ins key={index}>{value}</ins>
          ) : removed ? (
            <del key={index}>{value}</del>
          ) : (
            <span key={index}>{value}</span>
          ),
        )}
      </div>
    </div>
  )
}
