import type { Tx } from '../../platform/db/types.ts'
import { exportEvents } from '../../platform/events/queries.ts'
import { exportJobs } from '../../platform/jobs/user-data-queries.ts'
import { listAllRuns, listAllSteps } from './queries.ts'

/** Runs, steps, events and the jobs behind them, by table. */
export async function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return {
    agent_run: await listAllRuns(tx, userId),
    agent_step: await listAllSteps(tx, userId),
    ...(await exportEvents(tx, userId)),
    ...(await exportJobs(tx, userId)),
  }
}
