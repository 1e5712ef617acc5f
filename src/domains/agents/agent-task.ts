import { z } from 'zod'
import { defineTask, type TaskDefinition } from '../../platform/jobs/define-task.ts'
import { AGENTS_LANE, type Agent } from './define-agent.ts'
import { completeRun, endRun, notePause, noteRetry } from './end-run.ts'
import { reviveRun } from './revive-run.ts'
import { runAgent } from './run-agent.ts'

const payload = z.object({ runId: z.uuid() })
export type RunPayload = z.infer<typeof payload>

/** Somebody is watching a run: its first retry comes sooner than other jobs'. */
const RETRY_BASE_MS = 5_000

export interface AgentTask<Input> extends TaskDefinition<RunPayload> {
  agent: Agent<Input>
}

export function agentTaskName(kind: string): string {
  return `agents.${kind}`
}

/** The task that runs an agent; list it in the tasks.ts of the domain that owns the agent. */
export function agentTask<Input>(agent: Agent<Input>): AgentTask<Input> {
  const task = defineTask({
    name: agentTaskName(agent.kind),
    lane: AGENTS_LANE,
    payload,
    retryBaseMs: RETRY_BASE_MS,
    handle: (ctx, job) => runAgent(ctx, agent, job),
    onSuccess: (tx, job, _result, ctx) => completeRun(tx, ctx, agent, job),
    onRetry: (tx, job, retry, ctx) => noteRetry(tx, ctx, agent, job, retry),
    onRevive: (tx, job, ctx) => reviveRun(tx, ctx, agent, job),
    onPause: (tx, job, ctx) => notePause(tx, ctx, agent, job),
    onEnd: (tx, job, end, ctx) => endRun(tx, ctx, agent, job, end),
  })
  return { ...task, agent }
}

/** The agent that a task runs; null when it runs none. */
export function agentOf(task: TaskDefinition | undefined): Agent<unknown> | null {
  // Only agentTask() makes tasks that hold an agent.
  return task && 'agent' in task ? (task as AgentTask<unknown>).agent : null
}
