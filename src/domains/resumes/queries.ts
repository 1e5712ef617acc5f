import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import type { ResumeTables } from './tables.ts'

export type VersionRow = Selectable<ResumeTables['resume_version']>
export type FactRow = Selectable<ResumeTables['profile_fact']>
export type NewFact = Insertable<ResumeTables['profile_fact']>

/** Two uploads of one person wait for each other, so that a file is never kept twice. */
export async function lockResumesOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('resumes'), hashtext(${userId}))`.execute(tx)
}

export async function insertResume(tx: Tx, userId: string, id: string, isSample = false): Promise<void> {
  await tx.insertInto('resume').values({ id, user_id: userId, is_sample: isSample }).execute()
}

export async function findResume(
  db: Db,
  userId: string,
  id: string,
): Promise<Pick<Selectable<ResumeTables['resume']>, 'id' | 'is_sample'> | null> {
  const query = db
    .selectFrom('resume')
    .select(['id', 'is_sample'])
    .where('id', '=', id)
    .where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** The résumé that came with the sample data; there is one at most. */
export async function findSampleResume(db: Db, userId: string): Promise<string | null> {
  const query = db
    .selectFrom('resume')
    .select('id')
    .where('user_id', '=', userId)
    .where('is_sample', '=', true)
  return (await query.executeTakeFirst())?.id ?? null
}

export async function deleteResume(tx: Tx, userId: string, id: string): Promise<boolean> {
  const query = tx.deleteFrom('resume').where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

export type NewVersion = Omit<Insertable<ResumeTables['resume_version']>, 'number' | 'file_name'> & {
  file_name: string
}

/** Inserts the next version of a résumé; returns its number. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<number> {
  const row = await tx
    .insertInto('resume_version')
    .values((eb) => ({
      ...version,
      file_name: toStorableText(version.file_name),
      number: eb
        .selectFrom('resume_version')
        .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
        .where('resume_id', '=', version.resume_id),
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  return row.number
}

/** The newest version, not failed, that was read from the very same bytes; the sample résumé is nobody's upload. */
export async function findVersionByHash(
  db: Db,
  userId: string,
  sha256: string,
  resumeId: string | null,
): Promise<Pick<VersionRow, 'id' | 'resume_id' | 'run_id'> | null> {
  let query = db
    .selectFrom('resume_version')
    .innerJoin('resume', 'resume.id', 'resume_version.resume_id')
    .select(['resume_version.id', 'resume_version.resume_id', 'resume_version.run_id'])
    .where('resume_version.user_id', '=', userId)
    .where('resume_version.sha256', '=', sha256)
    .where('resume_version.state', '!=', 'failed')
    .where('resume.is_sample', '=', false)
  if (resumeId) query = query.where('resume_id', '=', resumeId)
  return (await query.orderBy('resume_version.created_at', 'desc').limit(1).executeTakeFirst()) ?? null
}

export async function findVersion(db: Db, userId: string, id: string): Promise<VersionRow | null> {
  const query = db.selectFrom('resume_version').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** All versions of a résumé, newest first. */
export function listVersions(db: Db, userId: string, resumeId: string): Promise<VersionRow[]> {
  return db
    .selectFrom('resume_version')
    .selectAll()
    .where('resume_id', '=', resumeId)
    .where('user_id', '=', userId)
    .orderBy('number', 'desc')
    .execute()
}

/** The newest ready version of a résumé, or of whichever résumé was read last; a sample only where there is no other. */
export async function findReadyVersion(
  db: Db,
  userId: string,
  resumeId: string | null,
): Promise<(VersionRow & { is_sample: boolean }) | null> {
  let query = db
    .selectFrom('resume_version')
    .innerJoin('resume', 'resume.id', 'resume_version.resume_id')
    .selectAll('resume_version')
    .select('resume.is_sample')
    .where('resume_version.user_id', '=', userId)
    .where('resume_version.state', '=', 'ready')
  if (resumeId) query = query.where('resume_id', '=', resumeId)
  const newestFirst = query
    .orderBy('resume.is_sample')
    .orderBy('resume_version.created_at', 'desc')
    .orderBy('resume_version.number', 'desc')
  return (await newestFirst.limit(1).executeTakeFirst()) ?? null
}

/** The newest version of each résumé with how many facts it has, newest résumé first. */
export function listNewest(db: Db, userId: string) {
  return db
    .selectFrom('resume')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('resume_version')
          .select([
            'id as version_id',
            'number',
            'file_name',
            'state',
            'error_code',
            'error_words',
            'run_id',
            'in_language',
          ])
          .select('created_at as version_created_at')
          .whereRef('resume_version.resume_id', '=', 'resume.id')
          .orderBy('number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select((eb) =>
      eb
        .selectFrom('profile_fact')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('profile_fact.resume_version_id', '=', 'newest.version_id')
        .where('profile_fact.state', '!=', 'removed')
        .as('fact_count'),
    )
    .select((eb) =>
      eb
        .selectFrom('profile_fact')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('profile_fact.resume_version_id', '=', 'newest.version_id')
        .where('profile_fact.state', '=', 'confirmed')
        .as('confirmed_count'),
    )
    .selectAll('newest')
    .select(['resume.id', 'resume.is_sample', 'resume.created_at'])
    .where('resume.user_id', '=', userId)
    .orderBy('resume.created_at', 'desc')
    .execute()
}

export type VersionPatch = Omit<Updateable<ResumeTables['resume_version']>, 'marks' | 'json_resume'> & {
  marks?: unknown
  json_resume?: unknown
}

export async function updateVersion(tx: Tx, userId: string, id: string, patch: VersionPatch): Promise<void> {
  const { marks, json_resume: jsonResume, ...rest } = patch
  await tx
    .updateTable('resume_version')
    .set({
      ...rest,
      ...(marks === undefined ? {} : { marks: toJson(marks) }),
      ...(jsonResume === undefined ? {} : { json_resume: toJson(jsonResume) }),
    })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

/** Only a version that is still being read can fail. */
export async function failVersion(
  tx: Tx,
  userId: string,
  id: string,
  code: string,
  words: string,
): Promise<void> {
  await tx
    .updateTable('resume_version')
    .set({ state: 'failed', error_code: code, error_words: words })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('state', '=', 'reading')
    .execute()
}

export async function exportRows(db: Db, userId: string): Promise<Record<string, unknown[]>> {
  return {
    resume: await db.selectFrom('resume').selectAll().where('user_id', '=', userId).execute(),
    resume_version: await db.selectFrom('resume_version').selectAll().where('user_id', '=', userId).execute(),
    profile_fact: await db.selectFrom('profile_fact').selectAll().where('user_id', '=', userId).execute(),
    fact_change: await db.selectFrom('fact_change').selectAll().where('user_id', '=', userId).execute(),
  }
}

/** Keys of a person's stored files. */
export async function listFileKeys(db: Db, userId: string, resumeId: string | null): Promise<string[]> {
  let query = db.selectFrom('resume_version').select('file_key').where('user_id', '=', userId)
  if (resumeId) query = query.where('resume_id', '=', resumeId)
  return (await query.execute()).map((row) => row.file_key)
}

/** Versions, facts and changes go with their résumé. */
export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('resume').where('user_id', '=', userId).execute()
}

/** Facts of a version in the order of the text; those added later at the end. */
export function listFacts(db: Db, userId: string, versionId: string): Promise<FactRow[]> {
  return db
    .selectFrom('profile_fact')
    .selectAll()
    .where('resume_version_id', '=', versionId)
    .where('user_id', '=', userId)
    .orderBy('number')
    .execute()
}

/** Locks the facts, so that two changes of one fact follow each other. */
export function lockFacts(tx: Tx, userId: string, ids: readonly string[]): Promise<FactRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('profile_fact')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

const BATCH = 1_000

export async function insertFacts(tx: Tx, facts: readonly NewFact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += BATCH) {
    await tx
      .insertInto('profile_fact')
      .values(facts.slice(from, from + BATCH))
      .execute()
  }
}

export async function updateFact(
  tx: Tx,
  userId: string,
  id: string,
  patch: Pick<Updateable<ResumeTables['profile_fact']>, 'text' | 'value' | 'state' | 'origin'>,
): Promise<void> {
  await tx.updateTable('profile_fact').set(patch).where('id', '=', id).where('user_id', '=', userId).execute()
}

export interface FactChange {
  id: string
  userId: string
  factId: string
  action: ResumeTables['fact_change']['action']
  before: unknown
  after: unknown
}

export async function insertChanges(tx: Tx, changes: readonly FactChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx
    .insertInto('fact_change')
    .values(
      changes.map((change) => ({
        id: change.id,
        user_id: change.userId,
        fact_id: change.factId,
        action: change.action,
        before: change.before === null ? null : toJson(change.before),
        after: change.after === null ? null : toJson(change.after),
      })),
    )
    .execute()
}

/** What a fact was before it was last removed. */
export async function stateBeforeRemoval(db: Db, userId: string, factId: string): Promise<unknown> {
  const row = await db
    .selectFrom('fact_change')
    .select('before')
    .where('fact_id', '=', factId)
    .where('user_id', '=', userId)
    .where('action', '=', 'removed')
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.before ?? null
}

export async function versionHasFile(tx: Tx, userId: string, fileKey: string): Promise<boolean> {
  const row = await tx
    .selectFrom('resume_version')
    .select('id')
    .where('user_id', '=', userId)
    .where('file_key', '=', fileKey)
    .executeTakeFirst()
  return row !== undefined
}
