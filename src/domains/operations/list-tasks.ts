import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
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
    const task = ctx.jobs.task(name)
    const depth = depths.find((own) => own.task === name)
    const hold = holds.find((own) => own.task === name && own.lane === null && own.user_id === null)
    return {
      name,
      lane: task?.lane ?? laneOf.get(name) ?? 'default',
      about: task?.about ?? null,
      agent: name.startsWith(AGENT_PREFIX) ? name.slice(AGENT_PREFIX.length) : null,
      known: task !== undefined,
      maxAttempts: task ? (task.maxAttempts ?? 4) : null,
      softLimitMs: task ? (task.softLimitMs ?? 240_000) : null,
      hardLimitMs: task ? (task.hardLimitMs ?? 300_000) : null,
      maxRunning: task?.maxRunning ?? null,
      queued: { count: depth?.due ?? 0, more },
      running: depth?.running ?? 0,
      hold: hold ? holdView(hold) : null,
    }
  })
}
