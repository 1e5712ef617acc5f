import { Button, Progress } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { useLiveRun } from './live-provider.tsx'

type RunResult = Record<string, unknown>

interface RunProgressProps {
  runId: string
  /** Called once when it has succeeded, with the run's result. */
  onDone: (result: RunResult) => void
  /** Offered when it failed or was cancelled. */
  onAgain?: () => void
}

/** Follows one run: its step in words and how far it is, then its end. Polls as well, should the stream be away. */
export function RunProgress({ runId, onDone, onAgain }: RunProgressProps) {
  const { latest, end, percent } = useLiveRun(runId)
  const run = trpc.agents.run.useQuery(
    { id: runId },
    { refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : 3_000) },
  )
  const state = run.data?.state
  const { refetch } = run
  const reported = useRef<string | null>(null)
  useEffect(() => {
    if (end && !isOver(state)) void refetch()
  }, [end, state, refetch])
  useEffect(() => {
    if (state !== 'succeeded' || reported.current === runId) return
    reported.current = runId
    onDone(run.data?.result ?? {})
  }, [state, runId, onDone, run.data])

  if (state === 'succeeded') return null
  if (state === 'failed' || state === 'cancelled') {
    return <Ended words={run.data?.words ?? end?.words} onAgain={onAgain} />
  }
  if (run.error && !run.data) return <Notice tone="bad">{errorMessage(run.error)}</Notice>
  return <Working words={latest?.words ?? run.data?.words ?? 'Waiting for its turn'} percent={percent} />
}

function Ended({ words = 'This did not work.', onAgain }: { words?: string; onAgain?: () => void }) {
  return (
    <Notice tone="bad">
      {words}{' '}
      {onAgain && (
        <Button variant="outline" size="compact-sm" onClick={onAgain}>
          Try again
        </Button>
      )}
    </Notice>
  )
}

function Working({ words, percent }: { words: string; percent: number | null }) {
  return (
    <div className="stack tight" role="status">
      <span className="quiet">{words}</span>
      <Progress value={Math.max(percent ?? 0, 4)} animated aria-label={words} />
    </div>
  )
}

function isOver(state: string | undefined): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
