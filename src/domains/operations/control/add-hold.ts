import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { lanes, OPERATIONS_LANE } from '../../../platform/jobs/lanes.ts'
import { insertHold, type HoldTarget } from '../../../platform/jobs/hold-queries.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { operationErrors } from '../errors.ts'
import { findPerson } from './find-person.ts'
import { holdView } from './hold-view.ts'
import type { Actor } from './outcome.ts'
import { listHoldRows } from './queries.ts'
import type { AddHoldInput, Hold } from './schema.ts'

const fail = failWith(operationErrors)

/**
 * From the commit on nothing that fits begins. What runs goes on; a person's agents stop after the step they are in.
 * Throws hold_without_target, hold_on_operations, hold_exists, lane_unknown, job_task_unknown, person_not_found.
 */
export async function addHold(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  input: AddHoldInput,
  actor: Actor,
): Promise<Hold> {
  const target = await readTarget(tx, ctx, input)
  const { reason } = input
  const held = await insertHold(tx, { ...target, reason, actorId: actor.id })
  if (!held) throw fail('hold_exists')
  await recordAudit(tx, {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: 'holds.add',
    targetType: 'hold',
    targetId: held.id,
    reason,
    after: { ...target },
  })
  const [row] = await listHoldRows(tx, held.id)
  if (!row) throw fail('hold_not_found')
  return holdView(row)
}

async function readTarget(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  { lane, task, userId, email }: AddHoldInput,
): Promise<HoldTarget> {
  if (lane !== undefined && !lanes.some((known) => known === lane)) throw fail('lane_unknown')
  const named = task === undefined ? null : ctx.jobs.task(task)
  if (named === undefined) throw fail('job_task_unknown')
  if (lane === OPERATIONS_LANE || named?.lane === OPERATIONS_LANE) throw fail('hold_on_operations')
  const person = await readPerson(tx, userId, email)
  if (lane === undefined && task === undefined && person === null) throw fail('hold_without_target')
  return { lane: lane ?? null, task: task ?? null, userId: person }
}

async function readPerson(tx: Tx, userId?: string, email?: string): Promise<string | null> {
  if (email !== undefined) return findPerson(tx, { userId, email })
  return userId === undefined ? null : findPerson(tx, { userId })
}
