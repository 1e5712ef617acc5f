import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/types.ts'
import type { Row } from './read-archive.ts'

export interface Column {
  table: string
  column: string
  /** As Postgres writes it: text, uuid, uuid[], timestamp with time zone, … */
  type: string
  notNull: boolean
  /** Computed by the database: never inserted. */
  generated: boolean
}

/** The columns of these tables, as the database has them. */
export async function listColumns(db: Db, tables: readonly string[]): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as "notNull", a.attgenerated <> '' as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relname = any(${[...tables]}::text[])
      and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db)
  return rows
}

export interface Reference {
  table: string
  column: string
  to: string
}

/** Which column names a row of which table. */
export async function listReferences(db: Db, tables: readonly string[]): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as table, a.attname as column, k.confrelid::regclass::text as to
    from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname = any(${[...tables]}::text[])`.execute(
    db,
  )
  return rows
}

/** What the account has already, by what makes a row the same one as the archive's. */
export interface Existing {
  postings: Set<string>
  locators: Set<string>
  /** Hashes of uploaded files. */
  files: Set<string>
  sentences: Set<string>
  optOuts: Set<string>
  sampleResume: boolean
  sampleTarget: boolean
}

export const placeOf = (row: Row): string =>
  [row['source'], row['board'] ?? '', row['external_id']].join('\n')

export async function readExisting(tx: Tx, userId: string): Promise<Existing> {
  const place = ['source', 'board', 'external_id'] as const
  const postings = await tx.selectFrom('posting').select(place).where('user_id', '=', userId).execute()
  const locators = await tx
    .selectFrom('posting_locator')
    .select(place)
    .where('user_id', '=', userId)
    .execute()
  const resumes = await tx.selectFrom('resume').select('is_sample').where('user_id', '=', userId).execute()
  const versions = await tx
    .selectFrom('resume_version')
    .innerJoin('resume', 'resume.id', 'resume_version.resume_id')
    .select('resume_version.sha256')
    .where('resume_version.user_id', '=', userId)
    .where('resume.is_sample', '=', false)
    .execute()
  const targets = await tx
    .selectFrom('search_target')
    .select(['sentence', 'is_sample'])
    .where('user_id', '=', userId)
    .execute()
  const optOuts = await tx.selectFrom('email_opt_out').select('kind').where('user_id', '=', userId).execute()
  return {
    postings: new Set(postings.map(placeOf)),
    locators: new Set(locators.map(placeOf)),
    files: new Set(versions.map(({ sha256 }) => sha256)),
    sentences: new Set(targets.map(({ sentence }) => sentence)),
    optOuts: new Set(optOuts.map(({ kind }) => kind)),
    sampleResume: resumes.some((resume) => resume.is_sample),
    sampleTarget: targets.some((target) => target.is_sample),
  }
}

/** Rows as JSON: Postgres makes of each value what its column is. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rowsAsJson: string,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${rowsAsJson}::jsonb)`.execute(
    tx,
  )
}
