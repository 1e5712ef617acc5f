import type { AppContext } from '../../context.ts'
import { asUser } from '../../platform/db/transaction.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import { findHoldOf } from '../../platform/jobs/hold-queries.ts'
import { deletePause, sendLaneAgain } from '../../platform/jobs/pause-queries.ts'
import { AGENTS_LANE } from './define-agent.ts'
import { waitingRuns } from './queries.ts'
import { heldWords, WAITING } from './run-view.ts'

const TOLD = 100

/**
 * Ends the pause and sends all that waited again: two transactions, since only after the first no job is turned
 * away any more. Should the second never come, the workers' sweep finds the jobs some seconds later.
 */
export async function resumeAgents(ctx: Pick<AppContext, 'db' | 'events'>, userId: string): Promise<void> {
  await asUser(ctx.db, userId, async (tx) => {
    if (!(await deletePause(tx, userId, AGENTS_LANE))) return
    const hold = await findHoldOf(tx, userId, AGENTS_LANE)
    const words = hold ? heldWords(hold.reason) : WAITING
    for (const { id: runId, agent } of await waitingRuns(tx, userId, TOLD)) {
      const event = { userId, runId, agent, type: 'progress', words }
      await appendEvent(tx, ctx, { ...event, data: { paused: hold !== null } })
    }
  })
  await asUser(ctx.db, userId, (tx) => sendLaneAgain(tx, userId, AGENTS_LANE))
}
