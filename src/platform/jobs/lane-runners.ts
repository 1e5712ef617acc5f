import type { Lane } from './lanes.ts'
import type { Transport } from './transport.ts'

export interface LaneRunners {
  /** Stops fetching in these lanes, and begins again in those that are no longer among them. */
  hold(lanes: ReadonlySet<Lane>): void
  /** A place of the lane for a job that nothing carries; false when there is none. */
  offer(lane: Lane, jobId: string): boolean
  /** Every lane that isn't held fetches. */
  running(): boolean
  stop(): Promise<void>
}

interface LaneRunner {
  transport: Transport | null
  /** A transport that was told to stop and still waits for its handlers. */
  stopping: Promise<void>[]
}

/** A transport for each lane, so that no lane's flood or pause concerns another. */
export function createLaneRunners(lanes: readonly Lane[], start: (lane: Lane) => Transport): LaneRunners {
  const runners = new Map<Lane, LaneRunner>(
    lanes.map((lane) => [lane, { transport: start(lane), stopping: [] }]),
  )
  let stopped = false

  function stopOne(runner: LaneRunner): void {
    if (!runner.transport) return
    const stopping = runner.transport.stop().finally(() => {
      runner.stopping = runner.stopping.filter((other) => other !== stopping)
    })
    runner.stopping.push(stopping)
    runner.transport = null
  }

  return {
    hold(held) {
      if (stopped) return
      for (const [lane, runner] of runners) {
        if (held.has(lane)) stopOne(runner)
        else runner.transport ??= start(lane)
      }
    },
    offer: (lane, jobId) => runners.get(lane)?.transport?.offer(jobId) ?? false,
    running: () => [...runners.values()].every(({ transport }) => transport === null || transport.running()),
    async stop() {
      stopped = true
      for (const runner of runners.values()) stopOne(runner)
      await Promise.all([...runners.values()].flatMap(({ stopping }) => stopping))
    },
  }
}
