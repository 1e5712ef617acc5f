import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { LiveEvents } from '../agents/use-live-events.ts'
import { MatchResult } from './match-result.tsx'

interface MatchStepProps {
  live: LiveEvents
  resumeId: string | null
  postingId: string | null
  matchId: string | null
  onMatch: (matchId: string) => void
}

export function MatchStep({ live, resumeId, postingId, matchId, onMatch }: MatchStepProps) {
  const [runId, setRunId] = useState<string | null>(null)
  const utils = trpc.useUtils()
  const start = trpc.matches.start.useMutation({ onSuccess: (run) => setRunId(run.runId) })
  const begin = () => {
    if (!resumeId || !postingId) return
    setRunId(null)
    start.mutate({ resumeId, postingId })
  }
  const done = async () => {
    if (!runId) return
    const run = await utils.agents.run.fetch({ id: runId })
    const id = run.result?.['matchId']
    if (typeof id === 'string') onMatch(id)
  }

  return (
    <section className="card" aria-labelledby="match-title">
      <div className="card-head">
        <h2 id="match-title">Does it fit?</h2>
        <span className="step-no">3</span>
      </div>
      {!(resumeId && postingId) && (
        <p className="hint">
          Choose a résumé and a posting; the proof appears here, requirement by requirement.
        </p>
      )}
      {resumeId && postingId && (
        <div className="row">
          <button type="button" onClick={begin} disabled={start.isPending}>
            {matchId ? 'Match again' : 'Match'}
          </button>
        </div>
      )}
      {start.error && <Notice tone="bad">{errorMessage(start.error)}</Notice>}
      {runId && <RunProgress key={runId} live={live} runId={runId} onDone={() => void done()} />}
      {matchId && <MatchResult matchId={matchId} />}
    </section>
  )
}
