import { sql } from 'kysely'
import type { AppContext } from '../../context.ts'
import { afterCommit } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { toJson, toStorableText } from '../json.ts'

export interface NewEvent {
  userId: string
  runId: string
  agent: string
  type: string
  step?: string | null
  /** Plain words for the person. */
  words: string
  data?: Record<string, unknown>
}

/**
 * Appends to the person's stream in the caller's transaction and returns the event's number. The counter's
 * row stays locked until that transaction ends, so numbers appear in commit order and without gaps. The
 * doorbell rings after the commit.
 */
export async function appendEvent(tx: Tx, ctx: Pick<AppContext, 'events'>, event: NewEvent): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    with counted as (
      insert into event_sequence (user_id, last_seq) values (${event.userId}, 1)
      on conflict (user_id) do update set last_seq = event_sequence.last_seq + 1
      returning last_seq
    )
    insert into run_event (user_id, seq, run_id, agent, type, step, words, data)
    select ${event.userId}, last_seq, ${event.runId}::uuid, ${event.agent}, ${event.type}, ${event.step ?? null},
      ${toStorableText(event.words)}, ${toJson(event.data ?? {})}::jsonb from counted
    returning seq`.execute(tx)
  const seq = rows[0]?.seq
  if (seq === undefined) throw new Error('the event was not appended')
  afterCommit(tx, () => ctx.events.ring(event.userId))
  return seq
}
