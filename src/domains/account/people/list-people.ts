import type { z } from 'zod'
import type { Tx } from '../../../platform/db/types.ts'
import { toStorableText } from '../../../platform/json.ts'
import { readPeopleCursor, writePeopleCursor } from './people-cursor.ts'
import { personView, stateOf } from './person-view.ts'
import { listPeopleRows } from './queries.ts'
import type { ListPeopleInput, peoplePageSchema } from './schema.ts'

/** A page of everybody who fits, the newest first. Throws people_cursor_invalid. */
export async function listPeople(
  tx: Tx,
  { query, role, plan, state, cursor, limit }: ListPeopleInput,
): Promise<z.infer<typeof peoplePageSchema>> {
  const rows = await listPeopleRows(tx, {
    query: toStorableText(query ?? '') || undefined,
    role,
    plan,
    state: state && stateOf(state),
    after: cursor ? readPeopleCursor(cursor) : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(personView),
    nextCursor: last && rows.length > limit ? writePeopleCursor(last) : null,
  }
}
