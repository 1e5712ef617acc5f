import { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { maskAddress } from '../../platform/email/mask-address.ts'
import { readMessages, type MessagePlace } from '../../platform/email/outbox-queries.ts'
import { toStorableText } from '../../platform/json.ts'
import { mailErrors } from './errors.ts'
import type { messageListInput, messagePageSchema } from './schema.ts'

const fail = failWith(mailErrors)

/** Mails of everybody, the newest first; who got them is masked, what they said isn't told. */
export async function listMessages(
  tx: Tx,
  { state, kind, cursor, limit }: z.infer<typeof messageListInput>,
): Promise<z.infer<typeof messagePageSchema>> {
  const before = cursor === undefined ? undefined : readCursor(cursor)
  const filter = { state, kind: kind === undefined ? undefined : toStorableText(kind), before }
  const rows = await readMessages(tx, filter, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      recipient: maskAddress(row.recipient),
      state: row.state,
      error: row.error,
      tries: row.tries,
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      canResend: row.state === 'failed' && Boolean(row.has_content),
    })),
    nextCursor: last && rows.length > limit ? `${last.place}_${last.id}` : null,
  }
}

const place = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)_([0-9a-f-]{36})$/

function readCursor(text: string): MessagePlace {
  const [, at, id] = place.exec(text) ?? []
  if (at === undefined || Number.isNaN(Date.parse(at)) || !z.uuid().safeParse(id).success || id === undefined)
    throw fail('cursor_invalid')
  return { at, id }
}
