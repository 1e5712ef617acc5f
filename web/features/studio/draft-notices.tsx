import { Button, Modal } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { dateAndTime } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import type { Draft, DraftText } from './use-draft-text.ts'

const TextDiff = lazy(async () => ({ default: (await import('./text-diff.tsx')).TextDiff }))

/** What a person has to know about the text they are writing: two wordings, one that came back, a save that failed. */
export function DraftNotices({ draft, writing }: { draft: Draft; writing: DraftText }) {
  if (writing.conflict) return <ConflictNotice draft={draft} writing={writing} />
  if (writing.problem) return <Notice tone="bad">{writing.problem}</Notice>
  if (writing.broughtBack && writing.dirty)
    return (
      <Notice tone="fair">
        <div className="row spread">
          <span>What you typed {dateAndTime(writing.broughtBack)} and didn’t save is back.</span>
          <Button variant="outline" onClick={writing.takeSaved}>
            Show the saved text instead
          </Button>
        </div>
      </Notice>
    )
  return null
}

function ConflictNotice({ draft, writing }: { draft: Draft; writing: DraftText }) {
  const [comparing, setComparing] = useState(false)
  const decide = (decision: () => void) => () => {
    setComparing(false)
    decision()
  }
  const choices = (
    <div className="row">
      <Button onClick={decide(writing.keepMine)}>Go on with mine</Button>
      <Button variant="outline" onClick={decide(writing.takeSaved)}>
        Take the saved one
      </Button>
    </div>
  )
  return (
    <Notice tone="bad">
      <div className="stack tight">
        <p>
          Version {draft.version} was saved meanwhile, perhaps in another window. What you typed is still here
          and replaces nothing until you decide.
        </p>
        <div className="row">
          <Button variant="outline" onClick={() => setComparing(true)}>
            See both
          </Button>
          {choices}
        </div>
      </div>
      {comparing && (
        <Modal
          opened
          onClose={() => setComparing(false)}
          size="xl"
          title={`Version ${draft.version}, and what you typed`}
        >
          <div className="stack">
            <Suspense fallback={<SkeletonLines lines={8} />}>
              <TextDiff
                before={draft.text}
                after={writing.text}
                label="From the saved text to what you typed"
              />
            </Suspense>
            {choices}
          </div>
        </Modal>
      )}
    </Notice>
  )
}
