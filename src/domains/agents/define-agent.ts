import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Logger } from '../../platform/log.ts'
import type { Tx } from '../../platform/db/types.ts'

/** Where runs wait for their turn, and what a person pauses. */
export const AGENTS_LANE = 'agents'

/** What a step may use. Everything it learns from earlier steps comes from `outputs`, which survive a kill. */
export interface StepTools<Input> {
  ctx: AppContext
  userId: string
  runId: string
  input: Input
  /** Outputs of the committed steps by step name (JSON values). */
  outputs: Readonly<Record<string, unknown>>
  signal: AbortSignal
  log: Logger
  /** A `progress` event of its own, committed at once: words for the person, optional 0-100. */
  progress(words: string, percent?: number): Promise<void>
}

/**
 * A step: `work` does what takes time and may be repeated (read, fetch, parse, score), `commit` writes its
 * effects. commit, the step's output and its event share one fenced transaction: all or nothing, once.
 */
export interface AgentStep<Input, Work = unknown> {
  name: string
  /** Words shown while it runs: "Reading the file". */
  label: string
  work(tools: StepTools<Input>): Promise<Work>
  /** Returns the step's output (JSON) and optionally words for its event. */
  commit(tx: Tx, tools: StepTools<Input>, work: Work): Promise<{ output?: unknown; words?: string }>
}

export interface Agent<Input> {
  /** intake, capture, match, draft; the task is named `agents.<kind>`. */
  kind: string
  input: z.ZodType<Input>
  steps: AgentStep<Input>[]
  /** Before a run that failed or was cancelled starts again: throws, in words, when its input is gone. */
  beforeRetry?(tx: Tx, run: { userId: string; input: Input }): Promise<void>
  /** Runs in the transaction that ends the run as failed or cancelled, to leave the domain's rows honest. */
  onEnd?(
    tx: Tx,
    run: { runId: string; userId: string; input: Input },
    end: { state: 'failed' | 'cancelled'; code: string; words: string },
  ): Promise<void>
}

/** Types a step so that `work` and `commit` agree; an agent holds steps of differing work types. */
export function defineStep<Input, Work>(step: AgentStep<Input, Work>): AgentStep<Input> {
  return step as AgentStep<Input>
}

export function defineAgent<Input>(agent: Agent<Input>): Agent<Input> {
  return agent
}
