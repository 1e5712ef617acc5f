import { useDocumentVisibility } from '@mantine/hooks'
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { trpc } from '../../trpc.ts'
import { followOverview, type FollowStatus } from './console-source.ts'

interface ConsoleLive {
  /** `paused`: by the operator. */
  status: FollowStatus | 'paused'
  toggle: () => void
  /** Grows with each change that the engine tells of. */
  tick: number
}

const LiveContext = createContext<ConsoleLive>({ status: 'paused', toggle: () => undefined, tick: 0 })

/** Follows the engine once for all pages of the console, while somebody looks. */
export function ConsoleLiveProvider({ children }: { children: ReactNode }) {
  const utils = trpc.useUtils()
  const isVisible = useDocumentVisibility() === 'visible'
  const [paused, setPaused] = useState(false)
  const [status, setStatus] = useState<FollowStatus>('connecting')
  const [tick, setTick] = useState(0)
  useEffect(() => {
    if (paused || !isVisible) return undefined
    return followOverview({
      onStatus: setStatus,
      onOverview(overview) {
        utils.jobs.overview.setData(undefined, overview)
        setTick((before) => before + 1)
      },
    })
  }, [paused, isVisible, utils])
  const live = useMemo<ConsoleLive>(
    () => ({ status: paused ? 'paused' : status, toggle: () => setPaused((before) => !before), tick }),
    [paused, status, tick],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

export function useConsoleLive(): ConsoleLive {
  return useContext(LiveContext)
}

/** How the engine stands: the last that it told, or what is read when a page opens. */
export function useOverview() {
  return trpc.jobs.overview.useQuery(undefined, { staleTime: 5_000 })
}

/** Calls when something changed in the engine, at most every so many milliseconds, and not while paused. */
export function useOnTick(act: () => void, everyMs = 2_000): void {
  const { tick } = useConsoleLive()
  const latest = useRef(act)
  const last = useRef(0)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (tick === 0) return undefined
    const due = last.current + everyMs - performance.now()
    const timer = setTimeout(
      () => {
        last.current = performance.now()
        latest.current()
      },
      Math.max(0, due),
    )
    return () => clearTimeout(timer)
  }, [tick, everyMs])
}
