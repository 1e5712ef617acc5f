import { useCallback, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { trpc } from '../../trpc.ts'

const KEPT = 100
const ends = new Set(['run_succeeded', 'run_failed', 'run_cancelled'])

export interface LiveEvents {
  /** The last hundred, oldest first. */
  events: RunEvent[]
  connected: boolean
  /** True after a connection that stood was lost, until it is back. */
  lost: boolean
  /** The end event of a run, once it has come; null before. */
  endOf: (runId: string | null) => RunEvent | null
  /** The latest event of a run. */
  latestOf: (runId: string | null) => RunEvent | null
}

/** The person's one subscription; when a run ends, what it changed is read again. */
export function useLiveEvents(): LiveEvents {
  const cache = useQueryClient()
  const [events, setEvents] = useState<RunEvent[]>([])
  const [stood, setStood] = useState(false)
  const seen = useRef(0)

  const subscription = trpc.agents.events.useSubscription(
    {},
    {
      onStarted: () => setStood(true),
      onData: ({ data }) => {
        if (data.seq <= seen.current) return
        seen.current = data.seq
        setEvents((before) => [...before, data].slice(-KEPT))
        if (ends.has(data.type)) void cache.invalidateQueries()
      },
    },
  )
  const connected = subscription.status === 'pending'
  const { status, reset } = subscription
  useEffect(() => {
    // Any answer but 200 on a reconnect ends tRPC's subscription for good: subscribe anew.
    if (status !== 'error') return undefined
    const timer = setTimeout(reset, 2_000)
    return () => clearTimeout(timer)
  }, [status, reset])

  const latestOf = useCallback(
    (runId: string | null) => (runId ? (events.findLast((event) => event.runId === runId) ?? null) : null),
    [events],
  )
  const endOf = useCallback(
    (runId: string | null) =>
      runId ? (events.find((event) => event.runId === runId && ends.has(event.type)) ?? null) : null,
    [events],
  )
  return { events, connected, lost: stood && !connected, endOf, latestOf }
}
