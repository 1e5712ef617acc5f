import type { Tx } from '../../platform/db/types.ts'
import { eraseEvents } from '../../platform/events/queries.ts'
import { eraseJobs } from '../../platform/jobs/user-data-queries.ts'
import { deleteRuns } from './queries.ts'

export async function eraseUserData(tx: Tx, userId: string): Promise<void> {
  await eraseEvents(tx, userId)
  await deleteRuns(tx, userId)
  await eraseJobs(tx, userId)
}
