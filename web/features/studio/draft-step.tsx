import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { LiveEvents } from '../agents/use-live-events.ts'
import { DraftView } from './draft-view.tsx'

interface DraftStepProps {
  live: LiveEvents
  matchId: string
  draftId: string | null
  onDraft: (draftId: string) => void
}

export function DraftStep({ live, matchId, draftId, onDraft }: DraftStepProps) {
  const [runId, setRunId] = useState<string | null>(null)
  const utils = trpc.useUtils()
  const compose = trpc.drafts.compose.useMutation({ onSuccess: (run) => setRunId(run.runId) })
  const begin = () => {
    setRunId(null)
    compose.mutate({ matchId })
  }
  const done = async () => {
    if (!runId) return
    const run = await utils.agents.run.fetch({ id: runId })
    const id = run.result?.['draftId']
    if (typeof id === 'string') onDraft(id)
  }
  return (
    <section className="card" aria-labelledby="draft-title">
      <div className="card-head">
        <h2 id="draft-title">The letter</h2>
        <span className="step-no">4</span>
      </div>
      {!draftId && (
        <p className="hint">
          Composed from your facts only. You can change every word before you approve it.
        </p>
      )}
      <div className="row">
        <button type="button" className={draftId ? 'plain' : ''} onClick={begin} disabled={compose.isPending}>
          {draftId ? 'Draft again' : 'Draft a letter'}
        </button>
      </div>
      {compose.error && <Notice tone="bad">{errorMessage(compose.error)}</Notice>}
      {runId && <RunProgress key={runId} live={live} runId={runId} onDone={() => void done()} />}
      {draftId && <DraftView draftId={draftId} />}
    </section>
  )
}
