import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { applicationView } from './application-view.ts'
import { applicationErrors } from './errors.ts'
import { findApplicationDetails } from './listing/queries.ts'
import { listStageEvents } from './queries.ts'
import type { Application } from './schema.ts'

const fail = failWith(applicationErrors)

/** An application with its timeline. */
export async function readApplication(tx: Tx, userId: string, id: string): Promise<Application> {
  const row = await findApplicationDetails(tx, userId, id)
  if (!row) throw fail('application_not_found')
  return applicationView(row, await listStageEvents(tx, userId, id))
}
