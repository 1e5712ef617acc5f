import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { applicationSummary } from './application-view.ts'
import { applicationErrors } from './errors.ts'
import { findNamed, listApplicationRows, listTimelines, type ApplicationFilter } from './listing/queries.ts'
import type { ApplicationSort, ApplicationSummary } from './schema.ts'

const fail = failWith(applicationErrors)

export interface ListApplications extends ApplicationFilter {
  sort: ApplicationSort
  limit: number
  cursor?: string | null | undefined
}

/** A page of applications. Throws application_posting_not_found, application_page_gone. */
export async function listApplications(
  tx: Tx,
  userId: string,
  { limit, cursor = null, ...rest }: ListApplications,
): Promise<{ items: ApplicationSummary[]; nextCursor: string | null }> {
  const named = await findNamed(tx, userId, { cursor, postingId: rest.postingId })
  if (!named.posting) throw fail('application_posting_not_found')
  if (!named.cursor) throw fail('application_page_gone')
  const rows = await listApplicationRows(tx, userId, { ...rest, cursor, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const ids = shown.map(({ id }) => id)
  const timelines = Map.groupBy(await listTimelines(tx, userId, ids), (event) => event.application_id)
  return {
    items: shown.map((row) => applicationSummary(row, timelines.get(row.id) ?? [])),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
