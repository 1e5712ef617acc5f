import type { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { lanes, laneSettings, type Lane, OPERATIONS_LANE } from '../../platform/jobs/lanes.ts'
import {
  listHoldRows,
  listLaneRows,
  listWorkerRows,
  type HoldRow,
  type LaneRow,
  type WorkerRow,
} from './overview/queries.ts'
import { iso } from './job-view.ts'
import type { laneSchema } from './schema.ts'

type LaneView = z.infer<typeof laneSchema>

/** Each lane with the limits that hold now, and who serves it. */
export async function listLanes(tx: Tx): Promise<LaneView[]> {
  const rows = await listLaneRows(tx)
  const holds = await listHoldRows(tx)
  const workers = await listWorkerRows(tx)
  return lanes.map((lane) => laneView(lane, { rows, holds, workers }))
}

export interface LaneFacts {
  rows: LaneRow[]
  holds: HoldRow[]
  workers: WorkerRow[]
}

export function laneView(lane: Lane, { rows, holds, workers }: LaneFacts): LaneView {
  const { concurrency, perPerson, maxRunning } = laneSettings[lane]
  const row = rows.find((own) => own.lane === lane)
  const hold = holds.find((own) => own.lane === lane && own.task === null && own.user_id === null)
  return {
    lane,
    concurrency,
    perPerson: row?.per_person ?? perPerson,
    maxRunning: row?.max_running ?? maxRunning,
    defaults: { perPerson, maxRunning },
    overridden: row !== undefined && (row.per_person !== null || row.max_running !== null),
    servedBy: workers.filter((worker) => worker.alive && lane in worker.lanes).length,
    pausable: lane !== OPERATIONS_LANE,
    hold: hold ? holdView(hold) : null,
  }
}

export function holdView(hold: HoldRow): NonNullable<LaneView['hold']> {
  const by = hold.actor_id === null ? null : { id: hold.actor_id, email: hold.actor_email ?? '' }
  return { id: hold.id, reason: hold.reason, since: iso(hold.created_at), by }
}
