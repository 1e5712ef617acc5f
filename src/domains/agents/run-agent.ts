import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { appendEvent, type NewEvent } from '../../platform/events/append-event.ts'
import type { RunningJob } from '../../platform/jobs/define-task.ts'
import { hitFailpoint } from '../../platform/jobs/failpoint.ts'
import type { RunPayload } from './agent-task.ts'
import type { Agent, AgentStep, StepTools } from './define-agent.ts'
import { agentErrors } from './errors.ts'
import { findRun, insertStep, listSteps, markRunning } from './queries.ts'
import { mergeOutputs } from './run-view.ts'

const fail = failWith(agentErrors)

/** One attempt of one run. */
interface Attempt<Input> {
  ctx: AppContext
  agent: Agent<Input>
  job: RunningJob<RunPayload>
  userId: string
  runId: string
}

/**
 * Runs the steps that no earlier attempt has committed. Every event is committed through the job's fence, so
 * an attempt that was overtaken can add none. A pause is heeded before each step. The end events belong to the transaction that ends the job.
 */
export async function runAgent<Input>(
  ctx: AppContext,
  agent: Agent<Input>,
  job: RunningJob<RunPayload>,
): Promise<Record<string, unknown>> {
  if (job.userId === null) throw new Error(`job ${job.id} of a run belongs to nobody`)
  const attempt: Attempt<Input> = { ctx, agent, job, userId: job.userId, runId: job.payload.runId }
  const { storedInput, outputs } = await beginAttempt(attempt)
  const input = agent.input.safeParse(storedInput)
  if (!input.success) throw fail('run_input_outdated', { message: input.error.message })
  for (const step of agent.steps) {
    if (step.name in outputs) continue
    job.signal.throwIfAborted()
    outputs[step.name] = await runStep(attempt, step, stepTools(attempt, step, input.data, outputs))
  }
  return mergeOutputs(Object.values(outputs))
}

function append<Input>(
  tx: Tx,
  attempt: Attempt<Input>,
  event: Pick<NewEvent, 'type' | 'step' | 'words' | 'data'>,
): Promise<number> {
  const { ctx, agent, job, userId, runId } = attempt
  const data = { attempt: job.attempt, ...event.data }
  return appendEvent(tx, ctx, { ...event, userId, runId, agent: agent.kind, data })
}

async function beginAttempt<Input>(
  attempt: Attempt<Input>,
): Promise<{ storedInput: unknown; outputs: Record<string, unknown> }> {
  const { job, userId, runId } = attempt
  return job.commit(async (tx) => {
    await job.assertNotPaused(tx)
    const run = await findRun(tx, userId, runId)
    if (!run) throw fail('run_not_found', { message: `run ${runId} of job ${job.id} does not exist` })
    const steps = await listSteps(tx, userId, runId)
    await markRunning(tx, runId)
    await append(tx, attempt, {
      type: 'run_started',
      words: job.attempt === 1 ? 'Started' : 'Going on where it stopped',
    })
    return {
      storedInput: run.input,
      outputs: Object.fromEntries(steps.map((step) => [step.name, step.output])),
    }
  })
}

function stepTools<Input>(
  attempt: Attempt<Input>,
  step: AgentStep<Input>,
  input: Input,
  outputs: Record<string, unknown>,
): StepTools<Input> {
  const { ctx, job, userId, runId } = attempt
  return {
    ctx,
    userId,
    runId,
    input,
    outputs: { ...outputs },
    signal: job.signal,
    log: job.log.child({ run_id: runId, step: step.name }),
    progress: async (words, percent) => {
      const data = percent === undefined ? {} : { percent }
      await job.commit((tx) => append(tx, attempt, { type: 'progress', step: step.name, words, data }))
    },
  }
}

/** Work, then one transaction of effects, the step's row and its event; returns the step's output. */
async function runStep<Input>(
  attempt: Attempt<Input>,
  step: AgentStep<Input>,
  tools: StepTools<Input>,
): Promise<unknown> {
  const { ctx, agent, job, userId, runId } = attempt
  const place = { index: agent.steps.indexOf(step) + 1, of: agent.steps.length }
  const point = `${agent.kind}.${step.name}`
  await job.commit(async (tx) => {
    await job.assertNotPaused(tx)
    await append(tx, attempt, { type: 'step_started', step: step.name, words: step.label, data: place })
  })
  const work = await step.work(tools)
  job.signal.throwIfAborted()
  const output = await job.commit(async (tx) => {
    const { output: made = null, words = step.label } = await step.commit(tx, tools, work)
    await insertStep(tx, { runId, userId, name: step.name, attempt: job.attempt, output: made, words })
    await append(tx, attempt, { type: 'step_done', step: step.name, words, data: place })
    hitFailpoint(ctx.config, `before-commit:${point}`, job.attempt)
    return made
  })
  hitFailpoint(ctx.config, `after-commit:${point}`, job.attempt)
  return output
}
