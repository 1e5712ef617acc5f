import type { TargetRow } from './queries.ts'
import { readTarget } from './read-target.ts'
import { understoodSchema, type Target, type Understood } from './schema.ts'

/** What was understood when it was stored; what an older version stored otherwise is read again. */
function storedUnderstood(row: TargetRow): Understood {
  const stored = understoodSchema.safeParse(row.understood)
  return stored.success ? stored.data : readTarget(row.sentence)
}

export function targetView(row: TargetRow): Target {
  return {
    id: row.id,
    sentence: row.sentence,
    active: row.active,
    isSample: row.is_sample,
    understood: storedUnderstood(row),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
