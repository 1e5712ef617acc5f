import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { endsRun } from './agent-words.ts'
import { refreshAfter } from './refresh-after.ts'
import { thisBrowser } from './live-browser.ts'
import { liveSource } from './live-source.ts'
import { createLiveStream, type LiveState, type LiveStream } from './live-stream.ts'

const LiveContext = createContext<LiveStream | null>(null)
const nothing: LiveState = { events: [], status: 'connecting' }

/** Opens the person's stream once for all pages, and reads anew what an event says has changed. */
export function LiveProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const cache = useQueryClient()
  const [stream, setStream] = useState<LiveStream | null>(null)
  useEffect(() => {
    const opened = createLiveStream(userId, liveSource, thisBrowser)
    const stopRefreshing = opened.onEvents(refreshAfter(cache))
    // oxlint-disable-next-line react/set-state-in-effect -- the stream is a resource: opened and closed with the page
    setStream(opened)
    return () => {
      stopRefreshing()
      opened.close()
      setStream(null)
    }
  }, [userId, cache])
  return <LiveContext value={stream}>{children}</LiveContext>
}

const never = (): (() => void) => () => undefined

/** The person's live events and how the connection stands. */
export function useLive(): LiveState {
  const stream = useContext(LiveContext)
  return useSyncExternalStore(stream?.subscribe ?? never, stream?.getState ?? (() => nothing))
}

export interface LiveRun {
  /** Its events, as far as the stream has them. */
  own: readonly RunEvent[]
  latest: RunEvent | null
  /** How it ended, once it has. */
  end: RunEvent | null
  /** 0-100 where the run says so. */
  percent: number | null
}

/** What the stream knows of one run. */
export function useLiveRun(runId: string | null): LiveRun {
  const { events } = useLive()
  return useMemo(() => {
    const own = runId ? events.filter((event) => event.runId === runId) : []
    return {
      own,
      latest: own.at(-1) ?? null,
      end: own.findLast(endsRun) ?? null,
      percent: percentOf(own),
    }
  }, [events, runId])
}

/** From the last event that tells: its own percentage, or the place of its step among the steps. */
function percentOf(events: readonly RunEvent[]): number | null {
  const { percent, index, of } = events.findLast(({ data }) => 'percent' in data || 'of' in data)?.data ?? {}
  if (typeof percent === 'number') return percent
  if (typeof index === 'number' && typeof of === 'number') return Math.round(((index - 1) / of) * 100)
  return null
}
