import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { applicationErrors } from './errors.ts'
import {
  insertStageEvent,
  listStageEvents,
  lockApplication,
  setStage,
  type ApplicationRow,
  type StageEventRow,
} from './queries.ts'
import type { Outcome, Stage, StageSource } from './schema.ts'
import { standingMoves } from './standing-moves.ts'

const fail = failWith(applicationErrors)

interface Move {
  userId: string
  id: string
  to: Stage
  /** The stage the person saw; a move from another one is refused. */
  from?: Stage | undefined
  /** Set when it closes; default: kept. */
  outcome?: Outcome | null | undefined
  occurredAt?: Date | undefined
}

async function lock(
  tx: Tx,
  userId: string,
  id: string,
): Promise<{ row: ApplicationRow; events: StageEventRow[] }> {
  const row = await lockApplication(tx, userId, id)
  if (!row) throw fail('application_not_found')
  return { row, events: await listStageEvents(tx, userId, id) }
}

async function record(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  move: {
    row: ApplicationRow
    number: number
    to: Stage
    source: StageSource
    occurredAt?: Date | undefined
    outcome: Outcome | null
  },
): Promise<void> {
  const { row, number, to, source, outcome } = move
  await insertStageEvent(tx, {
    id: ctx.clock.uuid(),
    user_id: row.user_id,
    application_id: row.id,
    number,
    from_stage: row.stage,
    to_stage: to,
    actor: 'person',
    source,
    occurred_at: move.occurredAt ?? ctx.clock.now(),
  })
  await setStage(tx, row.user_id, row.id, { stage: to, outcome })
}

/** Moves an application and notes it in its timeline; moving it to where it is changes nothing. */
export async function moveApplication(tx: Tx, ctx: Pick<AppContext, 'clock'>, move: Move): Promise<void> {
  const { row, events } = await lock(tx, move.userId, move.id)
  if (move.from !== undefined && move.from !== row.stage)
    throw fail('application_moved', { data: { stage: row.stage } })
  const outcome = move.to === 'closed' || move.to === 'offer' ? (move.outcome ?? row.outcome) : null
  if (move.to === row.stage) {
    if (outcome !== row.outcome) await setStage(tx, row.user_id, row.id, { stage: row.stage, outcome })
    return
  }
  await record(tx, ctx, {
    row,
    number: events.length + 1,
    to: move.to,
    source: 'move',
    occurredAt: move.occurredAt,
    outcome,
  })
}

/** Takes the last move back by another event: what happened stays in the timeline. */
export async function undoMove(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  options: { userId: string; id: string },
): Promise<void> {
  const { row, events } = await lock(tx, options.userId, options.id)
  const back = standingMoves(events).at(-1)?.from_stage
  if (!back) throw fail('application_nothing_to_undo')
  const outcome = back === 'closed' || back === 'offer' ? row.outcome : null
  await record(tx, ctx, { row, number: events.length + 1, to: back, source: 'undo', outcome })
}
