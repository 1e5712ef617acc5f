import { Fragment, useMemo } from 'react'
import { markSpans } from '../../lib/mark-spans.ts'
import { classWords, type ProvedRequirement } from './evidence-words.ts'

export const markId = (id: string) => `mark-${id}`

interface MarkedPostingProps {
  text: string
  requirements: readonly ProvedRequirement[]
  active: string | null
  onActivate: (id: string) => void
}

/** The posting's own words with what it asks for marked; a mark leads to its proof. */
export function MarkedPosting({ text, requirements, active, onActivate }: MarkedPostingProps) {
  const segments = useMemo(() => markSpans(text, requirements), [text, requirements])
  const byId = useMemo(() => new Map(requirements.map((one) => [one.id, one])), [requirements])
  // A requirement that others cut apart is one stop for the keyboard and one target, at its first piece.
  const first = useMemo(() => {
    const seen = new Map<string, number>()
    for (const { start, ids } of segments) {
      const id = ids.at(-1)
      if (id !== undefined && !seen.has(id)) seen.set(id, start)
    }
    return seen
  }, [segments])
  return (
    <div className="marked-posting">
      {segments.map(({ start, text: words, ids }) => {
        const id = ids.at(-1)
        const requirement = id === undefined ? undefined : byId.get(id)
        if (!requirement) return <Fragment key={start}>{words}</Fragment>
        const isActive = active !== null && ids.includes(active)
        const isFirst = first.get(requirement.id) === start
        return (
          <a
            key={start}
            id={isFirst ? markId(requirement.id) : undefined}
            href={`#${markId(requirement.id)}`}
            className={`posting-mark ${classWords[requirement.class].tone} ${isActive ? 'active' : ''}`}
            title={classWords[requirement.class].word}
            aria-current={isActive ? 'true' : undefined}
            tabIndex={isFirst ? 0 : -1}
            onClick={(event) => {
              event.preventDefault()
              onActivate(requirement.id)
            }}
          >
            {words}
          </a>
        )
      })}
    </div>
  )
}
