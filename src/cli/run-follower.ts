import type { RunEvent } from '../domains/agents/schema.ts'
import type { Client } from '../client.ts'
import { CliFailure } from './failure.ts'

const ends = new Set<RunEvent['type']>(['run_succeeded', 'run_failed', 'run_cancelled'])

/** Listens to the person's event stream and tells when a run has ended. */
export interface RunFollower {
  /** Resolves with the run's result once it has succeeded; throws the run's own words otherwise. */
  finish(runId: string): Promise<Record<string, unknown>>
  close(): void
}

export function followRuns(client: Client, onEvent: (event: RunEvent) => void): RunFollower {
  const seen = new Map<string, RunEvent>()
  const waiting = new Map<string, (event: RunEvent) => void>()
  let failure: Error | null = null
  const subscription = client.agents.events.subscribe(
    { fromNow: true },
    {
      onData: ({ data }) => {
        onEvent(data)
        if (!ends.has(data.type)) return
        seen.set(data.runId, data)
        waiting.get(data.runId)?.(data)
      },
      onError: (error) => {
        failure = error
      },
    },
  )
  const ended = async (runId: string): Promise<void> => {
    if (seen.has(runId) || failure) return
    await new Promise<void>((resolve) => {
      waiting.set(runId, () => resolve())
      setTimeout(resolve, 1_000) // the stream may have opened after the run ended: the row decides
    })
    waiting.delete(runId)
  }

  return {
    async finish(runId) {
      for (;;) {
        await ended(runId)
        const run = await client.agents.run.query({ id: runId })
        if (run.state === 'succeeded') return run.result ?? {}
        if (run.state === 'failed' || run.state === 'cancelled') throw new CliFailure(run.words)
      }
    },
    close: () => subscription.unsubscribe(),
  }
}
