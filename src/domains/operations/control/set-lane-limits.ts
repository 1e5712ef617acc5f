import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { lanes } from '../../../platform/jobs/lanes.ts'
import { replaceLaneLimits } from '../../../platform/jobs/hold-queries.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { operationErrors } from '../errors.ts'
import type { Actor } from './outcome.ts'
import type { SetLimitsInput } from './schema.ts'

const fail = failWith(operationErrors)

/**
 * An operator's limits of a lane instead of the code's, for what begins from now on; what waits for a place comes with
 * the next sweep of the workers. Throws lane_unknown.
 */
export async function setLaneLimits(tx: Tx, input: SetLimitsInput, actor: Actor): Promise<void> {
  const { lane, maxRunning, perPerson, reason } = input
  if (!lanes.some((known) => known === lane)) throw fail('lane_unknown')
  const after = { maxRunning, perPerson }
  const before = await replaceLaneLimits(tx, lane, after)
  await recordAudit(tx, {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: 'lanes.setLimits',
    targetType: 'lane',
    targetId: lane,
    reason,
    before: { ...before },
    after,
  })
}
