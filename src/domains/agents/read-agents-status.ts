import type { Db } from '../../platform/db/types.ts'
import { findHoldOf } from '../../platform/jobs/hold-queries.ts'
import { findPause } from '../../platform/jobs/pause-queries.ts'
import { AGENTS_LANE } from './define-agent.ts'
import { countActive } from './queries.ts'
import type { AgentsStatus } from './schema.ts'

/** Whether a person's agents work, and how many runs there are to do. */
export async function readAgentsStatus(db: Db, userId: string): Promise<AgentsStatus> {
  const pause = await findPause(db, userId, AGENTS_LANE)
  const hold = await findHoldOf(db, userId, AGENTS_LANE)
  return {
    paused: pause !== null,
    pausedAt: pause?.paused_at.toISOString() ?? null,
    reason: pause?.reason ?? null,
    ...(await countActive(db, userId)),
    operatorHold: hold && { reason: hold.reason, since: hold.created_at.toISOString() },
  }
}
