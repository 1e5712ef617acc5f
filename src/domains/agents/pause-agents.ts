import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import { insertPause } from '../../platform/jobs/pause-queries.ts'
import { AGENTS_LANE } from './define-agent.ts'
import { waitingRuns } from './queries.ts'
import { PAUSED_BEFORE, PAUSED_MIDWAY } from './run-view.ts'

/** Who has more runs waiting hears of the first ones; the list says it of all. */
const TOLD = 100

/**
 * From the commit on no run of the person begins, and a running one stops after the step it is in. Nothing is
 * lost and no attempt is used up. Pausing again only changes the reason.
 */
export async function pauseAgents(
  tx: Tx,
  ctx: Pick<AppContext, 'events'>,
  { userId, reason = null }: { userId: string; reason?: string | null },
): Promise<void> {
  if (!(await insertPause(tx, { userId, lane: AGENTS_LANE, reason }))) return
  for (const { id: runId, agent, started_at: startedAt } of await waitingRuns(tx, userId, TOLD)) {
    const words = startedAt ? PAUSED_MIDWAY : PAUSED_BEFORE
    await appendEvent(tx, ctx, { userId, runId, agent, type: 'progress', words, data: { paused: true } })
  }
}
