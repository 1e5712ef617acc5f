import type { EventRow } from '../../platform/events/queries.ts'
import { z } from 'zod'
import type { SeenRun, StepRow } from './queries.ts'
import { runEventTypes, type RunDetail, type RunEvent, type RunState, type RunSummary } from './schema.ts'

export const WAITING = 'Waiting for its turn'
export const PAUSED_BEFORE = 'Paused: it starts when you resume your agents'
export const PAUSED_MIDWAY = 'Paused: it goes on when you resume your agents'

/** What the person reads while an operator keeps a run from going on. */
export function heldWords(reason: string): string {
  return `Paused by an operator: ${reason}`
}

const wordsOfState: Record<RunState, string> = {
  queued: WAITING,
  running: 'Running',
  succeeded: 'Done',
  failed: 'It did not work',
  cancelled: 'Cancelled',
}

/** What the steps made, as one object: a later step's field wins. */
export function mergeOutputs(outputs: unknown[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const output of outputs) {
    if (typeof output === 'object' && output !== null && !Array.isArray(output)) Object.assign(merged, output)
  }
  return merged
}

export function eventView(row: EventRow): RunEvent {
  const type = runEventTypes.find((known) => known === row.type)
  if (!type) throw new Error(`event ${row.seq} has the unknown type ${row.type}`)
  return {
    seq: row.seq,
    runId: row.run_id,
    agent: row.agent,
    type,
    step: row.step,
    words: row.words,
    data: row.data,
    at: row.at.toISOString(),
  }
}

const placeSchema = z.object({ index: z.number().int(), of: z.number().int() })

function stateWords({ state, paused, held, started_at: startedAt }: SeenRun): string {
  if (state === 'queued' && held !== null) return heldWords(held)
  if (state === 'queued' && paused) return startedAt ? PAUSED_MIDWAY : PAUSED_BEFORE
  return wordsOfState[state]
}

export function runSummary(run: SeenRun): RunSummary {
  return {
    id: run.id,
    agent: run.agent,
    state: run.state,
    words: run.error_words ?? stateWords(run),
    errorCode: run.error_code,
    subject: run.subject,
    step: placeSchema.nullable().catch(null).parse(run.place),
    createdAt: run.created_at.toISOString(),
    startedAt: run.started_at?.toISOString() ?? null,
    finishedAt: run.finished_at?.toISOString() ?? null,
  }
}

export function runDetail(run: SeenRun, steps: StepRow[], events: EventRow[]): RunDetail {
  return {
    ...runSummary(run),
    result: run.state === 'succeeded' ? mergeOutputs(steps.map((step) => step.output)) : null,
    steps: steps.map((step) => ({
      name: step.name,
      words: step.words,
      attempt: step.attempt,
      committedAt: step.committed_at.toISOString(),
    })),
    events: events.map(eventView),
  }
}
