import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import { listAudit } from '../account/list-audit.ts'
import { operationErrors } from './errors.ts'
import { iso } from './job-view.ts'
import type { auditListInput, auditPageSchema } from './lists/schema.ts'
import { maskValue } from './mask-value.ts'

const fail = failWith(operationErrors)

/** What operators did, the newest first. */
export async function listAuditEntries(
  tx: Tx,
  input: z.infer<typeof auditListInput>,
): Promise<z.infer<typeof auditPageSchema>> {
  const { cursor, limit, from, to, ...given } = input
  const filter = {
    ...given,
    action: storable(given.action),
    targetType: storable(given.targetType),
    targetId: storable(given.targetId),
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    before: cursor ? readCursor(cursor) : undefined,
  }
  const entries = await listAudit(tx, filter, limit + 1)
  const shown = entries.slice(0, limit)
  return {
    items: shown.map((entry) => ({
      ...entry,
      at: iso(entry.at),
      before: maskValue(entry.before),
      after: maskValue(entry.after),
    })),
    nextCursor: entries.length > limit ? String(shown.at(-1)?.id) : null,
  }
}

const storable = (text: string | undefined) => (text === undefined ? undefined : toStorableText(text))

function readCursor(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw fail('cursor_invalid')
  return Number(text)
}
