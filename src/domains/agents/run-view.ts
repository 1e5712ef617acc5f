import type { EventRow } from '../../platform/events/queries.ts'
import type { RunRow, StepRow } from './queries.ts'
import { runEventTypes, type RunDetail, type RunEvent, type RunState, type RunSummary } from './schema.ts'

const wordsOfState: Record<RunState, string> = {
  queued: 'Waiting for its turn',
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

export function runSummary(run: RunRow): RunSummary {
  return {
    id: run.id,
    agent: run.agent,
    state: run.state,
    words: run.error_words ?? wordsOfState[run.state],
    errorCode: run.error_code,
    createdAt: run.created_at.toISOString(),
    startedAt: run.started_at?.toISOString() ?? null,
    finishedAt: run.finished_at?.toISOString() ?? null,
  }
}

export function runDetail(run: RunRow, steps: StepRow[], events: EventRow[]): RunDetail {
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
