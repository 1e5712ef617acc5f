import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import type { ConsentPurpose } from './schema.ts'

/** Two clicks at once wait for each other. */
export async function lockPrivacyOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('privacy'), hashtext(${userId}))`.execute(tx)
}

export async function insertExport(tx: Tx, row: { id: string; userId: string; now: Date }): Promise<void> {
  await tx
    .insertInto('data_export')
    .values({ id: row.id, user_id: row.userId, created_at: row.now })
    .execute()
}

export async function setExportJob(tx: Tx, userId: string, id: string, jobId: string): Promise<void> {
  await tx
    .updateTable('data_export')
    .set({ job_id: jobId })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

export async function countExportsSince(db: Db, userId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('data_export')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('created_at', '>', since)
    .where('state', '!=', 'failed')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** With how far the job is that makes it. */
function exportsOf(db: Db, userId: string) {
  return db
    .selectFrom('data_export')
    .leftJoin('job', (join) => join.onRef('job.id', '=', 'data_export.job_id').on('job.user_id', '=', userId))
    .selectAll('data_export')
    .select(['job.progress_percent', 'job.progress_words'])
    .where('data_export.user_id', '=', userId)
}

/** Newest first. */
export function listExports(db: Db, userId: string, limit: number) {
  return exportsOf(db, userId)
    .orderBy('data_export.created_at', 'desc')
    .orderBy('data_export.id')
    .limit(limit)
    .execute()
}
export type SeenExport = Awaited<ReturnType<typeof listExports>>[number]

export function findExport(db: Db, userId: string, id: string) {
  return exportsOf(db, userId).where('data_export.id', '=', id).executeTakeFirst()
}

export async function isPreparing(db: Db, userId: string): Promise<boolean> {
  const query = db
    .selectFrom('data_export')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', '=', 'preparing')
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

export interface ReadyExport {
  storageKey: string
  bytes: number
  sha256: string
  expiresAt: Date
  now: Date
}

/** False when it isn't being prepared any more. */
export async function finishExport(tx: Tx, userId: string, id: string, ready: ReadyExport): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('data_export')
    .set({
      state: 'ready',
      storage_key: ready.storageKey,
      bytes: ready.bytes,
      sha256: ready.sha256,
      expires_at: ready.expiresAt,
      finished_at: ready.now,
    })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('state', '=', 'preparing')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function failExport(tx: Tx, userId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('data_export')
    .set({ state: 'failed', finished_at: now })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('state', '=', 'preparing')
    .execute()
}

/** Archives whose day is over, of anybody. */
export function listExpiredExports(tx: Tx, now: Date, limit: number) {
  return tx
    .selectFrom('data_export')
    .select(['id', 'user_id', 'storage_key'])
    .where('expires_at', '<=', now)
    .where('state', '=', 'ready')
    .orderBy('expires_at')
    .limit(limit)
    .execute()
}

export async function expireExport(tx: Tx, userId: string, id: string): Promise<void> {
  await tx
    .updateTable('data_export')
    .set({ state: 'expired', storage_key: null, expires_at: null })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

function importsOf(db: Db, userId: string, task: string) {
  return db
    .selectFrom('job')
    .select(['id', 'state', 'progress_percent', 'progress_words', 'error_words', 'result'])
    .select(['created_at', 'finished_at'])
    .where('user_id', '=', userId)
    .where('task', '=', task)
}

/** The person's imports, which are the jobs of that task, newest first. */
export function listImports(db: Db, userId: string, task: string, limit: number) {
  return importsOf(db, userId, task).orderBy('created_at', 'desc').orderBy('id').limit(limit).execute()
}
export type ImportRow = Awaited<ReturnType<typeof listImports>>[number]

export function findImport(db: Db, userId: string, task: string, id: string) {
  return importsOf(db, userId, task).where('id', '=', id).executeTakeFirst()
}

/** The person's last word on each purpose. */
export function listLastConsents(db: Db, userId: string) {
  return db
    .selectFrom('consent')
    .selectAll()
    .distinctOn('purpose')
    .where('user_id', '=', userId)
    .orderBy('purpose')
    .orderBy('created_at', 'desc')
    .execute()
}

export async function insertConsent(
  tx: Tx,
  word: { userId: string; purpose: ConsentPurpose; version: string; granted: boolean; now: Date },
): Promise<void> {
  await tx
    .insertInto('consent')
    .values({
      user_id: word.userId,
      purpose: word.purpose,
      version: word.version,
      granted: word.granted,
      created_at: word.now,
    })
    .execute()
}

export interface NewModelCall {
  userId: string
  jobId: string | null
  provider: string
  model: string
  /** What for. */
  purpose: string
  /** Kinds of what was sent: résumé, posting, … Never the text. */
  sent: readonly string[]
  inputTokens: number | null
  outputTokens: number | null
  costMicrodollars: number | null
  outcome: string
}

export async function insertModelCall(tx: Tx, call: NewModelCall): Promise<void> {
  await tx
    .insertInto('model_call')
    .values({
      user_id: call.userId,
      job_id: call.jobId,
      provider: toStorableText(call.provider),
      model: toStorableText(call.model),
      purpose: toStorableText(call.purpose),
      sent: call.sent.map(toStorableText),
      input_tokens: call.inputTokens,
      output_tokens: call.outputTokens,
      cost_microdollars: call.costMicrodollars,
      outcome: toStorableText(call.outcome),
    })
    .execute()
}

/** Newest first; `before`: the id of the last one of the page before. */
export function listModelCalls(db: Db, userId: string, page: { before: string | null; limit: number }) {
  let query = db.selectFrom('model_call').selectAll().where('user_id', '=', userId)
  if (page.before) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from model_call
        where id = ${page.before}::uuid and user_id = ${userId}::uuid)`,
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}
export type ModelCallRow = Awaited<ReturnType<typeof listModelCalls>>[number]

export async function exportRows(tx: Tx, userId: string) {
  return {
    data_export: await tx
      .selectFrom('data_export')
      .select(['id', 'state', 'bytes', 'created_at', 'finished_at', 'expires_at'])
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .execute(),
    consent: await tx
      .selectFrom('consent')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .execute(),
    model_call: await tx
      .selectFrom('model_call')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .execute(),
  }
}

export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('data_export').where('user_id', '=', userId).execute()
  await tx.deleteFrom('consent').where('user_id', '=', userId).execute()
  await tx.deleteFrom('model_call').where('user_id', '=', userId).execute()
}

/** Said once per person who left; a second purge of the same one finds it there. */
export async function insertErasure(
  tx: Tx,
  erasure: { pseudonym: string; requestedAt: Date | null; now: Date },
): Promise<void> {
  await tx
    .insertInto('erasure')
    .values({ pseudonym: erasure.pseudonym, requested_at: erasure.requestedAt, purged_at: erasure.now })
    .onConflict((conflict) => conflict.column('pseudonym').doNothing())
    .execute()
}

export async function noteVerified(
  tx: Tx,
  pseudonym: string,
  { findings, now }: { findings: number; now: Date },
): Promise<void> {
  await tx
    .updateTable('erasure')
    .set({ findings, verified_at: now })
    .where('pseudonym', '=', pseudonym)
    .execute()
}

/** Removes at most `limit` rows of a table that are older than they are kept; how many. */
export async function deleteOlder(
  tx: Tx,
  table: string,
  { column, before }: { column: string; before: Date },
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.ref(column)} < ${before} limit ${limit}))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
