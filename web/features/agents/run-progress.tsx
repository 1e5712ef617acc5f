import { useEffect, useRef } from 'react'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { trpc } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'
import type { LiveEvents } from './use-live-events.ts'

interface RunProgressProps {
  live: LiveEvents
  runId: string
  onDone: () => void
}

/** Follows one run: its step in words, then its end. Polls as well, should the stream be away. */
export function RunProgress({ live, runId, onDone }: RunProgressProps) {
  const end = live.endOf(runId)
  const run = trpc.agents.run.useQuery({ id: runId }, { enabled: !end, refetchInterval: 4_000 })
  const state = endState(end) ?? run.data?.state ?? 'queued'
  const reported = useRef(false)
  useEffect(() => {
    if (state !== 'succeeded' || reported.current) return
    reported.current = true
    onDone()
  }, [state, onDone])

  if (state === 'failed' || state === 'cancelled') {
    return <Notice tone="bad">{end?.words ?? run.data?.words ?? 'This did not work.'}</Notice>
  }
  if (state === 'succeeded') return null
  return <Working>{live.latestOf(runId)?.words ?? 'Waiting for its turn'}</Working>
}

function endState(end: RunEvent | null): 'succeeded' | 'failed' | 'cancelled' | null {
  if (!end) return null
  if (end.type === 'run_succeeded') return 'succeeded'
  return end.type === 'run_failed' ? 'failed' : 'cancelled'
}
