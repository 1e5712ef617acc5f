import type { HoldRow } from './queries.ts'
import type { Hold } from './schema.ts'

export function holdView(row: HoldRow): Hold {
  const { user_id: userId, email, actor_id: actorId, actor_email: actorEmail } = row
  return {
    id: row.id,
    lane: row.lane,
    task: row.task,
    person: userId === null ? null : { id: userId, email: email ?? '' },
    reason: row.reason,
    since: row.created_at.toISOString(),
    by: actorId === null ? null : { id: actorId, email: actorEmail ?? '' },
  }
}
