import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { hasDraft } from '../studio/has-draft.ts'
import { applicationErrors } from './errors.ts'
import { lockApplication, setStage, updateFields } from './queries.ts'
import type { ApplicationFields, Outcome } from './schema.ts'

const fail = failWith(applicationErrors)

/** Changes what the person wrote; what isn't given stays. */
export async function updateApplication(
  tx: Tx,
  { userId, id, fields }: { userId: string; id: string; fields: Partial<ApplicationFields> },
): Promise<void> {
  if (!(await lockApplication(tx, userId, id))) throw fail('application_not_found')
  if (fields.draftId && !(await hasDraft(tx, userId, fields.draftId)))
    throw fail('application_draft_not_found')
  if (Object.values(fields).some((value) => value !== undefined)) await updateFields(tx, userId, id, fields)
}

/** How it ended, or null while it is open; the stage stays. */
export async function setOutcome(
  tx: Tx,
  { userId, id, outcome }: { userId: string; id: string; outcome: Outcome | null },
): Promise<void> {
  const row = await lockApplication(tx, userId, id)
  if (!row) throw fail('application_not_found')
  await setStage(tx, userId, id, { stage: row.stage, outcome })
}
