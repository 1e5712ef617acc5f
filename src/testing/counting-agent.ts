import { sql } from 'kysely'
import { z } from 'zod'
import { agentTask } from '../domains/agents/agent-task.ts'
import { defineAgent, defineStep, type AgentStep } from '../domains/agents/define-agent.ts'
import type { Db } from '../platform/db/types.ts'
import { DomainError } from '../platform/errors.ts'

/** A table whose rows show how often each step of each run took effect. */
export async function createEffectTable(db: Db): Promise<void> {
  await sql`create table test_effect (run_id uuid not null, step text not null)`.execute(db)
  await sql`grant select, insert on test_effect to jobpilot_worker, jobpilot_request`.execute(db)
}

/** Effects by step of one run, sorted. */
export async function readEffects(db: Db, runId: string): Promise<string[]> {
  const { rows } = await sql<{
    step: string
  }>`select step from test_effect where run_id = ${runId} order by step`.execute(db)
  return rows.map((row) => row.step)
}

const input = z.object({
  start: z.number(),
  /** How long each step works. */
  stepMs: z.number().default(0),
  /** `two` throws: once, always, or as an error of the domain. */
  trouble: z.enum(['once', 'always', 'domain']).optional(),
})
type Input = z.output<typeof input>
export type CountingInput = Input

function makeTrouble(kind: Input['trouble'], attempt: number): void {
  if (kind === 'domain') {
    throw new DomainError({
      code: 'test_refused',
      kind: 'unprocessable',
      message: 'm',
      userMessage: 'Not this one.',
    })
  }
  if (kind === 'always' || (kind === 'once' && attempt === 1)) throw new Error('a bug with secrets in it')
}

function countingStep(name: string): AgentStep<Input> {
  return defineStep<Input, number>({
    name,
    label: `Counting ${name}`,
    async work({ ctx, input: { start, stepMs, trouble }, outputs, signal, log }) {
      await ctx.clock.sleep(stepMs, signal)
      if (name === 'two') makeTrouble(trouble, Number(log.bindings()['attempt']))
      return start + Object.keys(outputs).length
    },
    async commit(tx, { runId }, work) {
      await sql`insert into test_effect (run_id, step) values (${runId}, ${name})`.execute(tx)
      return { output: { [name]: work }, words: `Counted ${work}` }
    },
  })
}

export const countingSteps = ['one', 'two', 'three']

/** An agent of three steps, to prove what agents promise. */
export const countingAgent = defineAgent<Input>({
  kind: 'counting',
  input,
  steps: countingSteps.map(countingStep),
  async onEnd(tx, { runId }, end) {
    await sql`insert into test_effect (run_id, step) values (${runId}, ${`ended ${end.state}`})`.execute(tx)
  },
})

export const tasks = [agentTask(countingAgent)]
