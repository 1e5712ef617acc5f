import { z } from 'zod'
import { defineTask, type TaskDefinition } from '../../platform/jobs/define-task.ts'
import type { Agent } from './define-agent.ts'
import { completeRun, endRun, noteRetry } from './end-run.ts'
import { runAgent } from './run-agent.ts'

const payload = z.object({ runId: z.uuid() })
export type RunPayload = z.infer<typeof payload>

/** Somebody is watching a run: its first retry comes sooner than other jobs'. */
const RETRY_BASE_MS = 5_000

/** The task that runs an agent; list it in the tasks.ts of the domain that owns the agent. */
export function agentTask<Input>(agent: Agent<Input>): TaskDefinition<RunPayload> {
  return defineTask({
    name: `agents.${agent.kind}`,
    lane: 'agents',
    payload,
    retryBaseMs: RETRY_BASE_MS,
    handle: (ctx, job) => runAgent(ctx, agent, job),
    onSuccess: (tx, job, _result, ctx) => completeRun(tx, ctx, agent, job),
    onRetry: (tx, job, retry, ctx) => noteRetry(tx, ctx, agent, job, retry),
    onEnd: (tx, job, end, ctx) => endRun(tx, ctx, agent, job, end),
  })
}
