import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { TaskDefinition } from '../../platform/jobs/define-task.ts'
import { listFinishedTasks, readTaskDepths } from './lists/queries.ts'
import type { taskSchema } from './lists/schema.ts'
import { holdView } from './list-lanes.ts'
import { listHoldRows } from './overview/queries.ts'

type TaskView = z.infer<typeof taskSchema>

const AGENT_PREFIX = 'agents.'

/** Every task that this version has or that stored jobs name, by name. */
export async function listTasks(tx: Tx, ctx: Pick<AppContext, 'jobs' | 'clock'>): Promise<TaskView[]> {
  const { depths, more } = await readTaskDepths(tx, ctx.clock.now())
  const holds = await listHoldRows(tx)
  const stored = [...depths, ...(await listFinishedTasks(tx))]
  const laneOf = new Map(stored.map(({ task, lane }) => [task, lane]))
  const names = new Set([...ctx.jobs.tasks().map(({ name }) => name), ...laneOf.keys()])
  return [...names].toSorted().map((name) => {
    const depth = depths.find((own) => own.task === name)
    const hold = holds.find((own) => own.task === name && own.lane === null && own.user_id === null)
    return {
      ...definitionView(name, ctx.jobs.task(name), laneOf.get(name)),
      queued: { count: depth?.due ?? 0, more },
      running: depth?.running ?? 0,
      hold: hold ? holdView(hold) : null,
    }
  })
}

type DefinitionView = Omit<TaskView, 'queued' | 'running' | 'hold'>

function definitionView(name: string, task: TaskDefinition | undefined, lane = 'default'): DefinitionView {
  const agent = name.startsWith(AGENT_PREFIX) ? name.slice(AGENT_PREFIX.length) : null
  if (!task) {
    const unknown = { about: null, maxAttempts: null, softLimitMs: null, hardLimitMs: null, maxRunning: null }
    return { name, lane, agent, known: false, ...unknown }
  }
  const {
    maxAttempts = 4,
    softLimitMs = 240_000,
    hardLimitMs = 300_000,
    maxRunning = null,
    about = null,
  } = task
  return {
    name,
    lane: task.lane,
    agent,
    known: true,
    about,
    maxAttempts,
    softLimitMs,
    hardLimitMs,
    maxRunning,
  }
}
