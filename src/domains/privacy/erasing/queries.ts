import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/types.ts'
import type { OwnerPath } from '../register-of-tables.ts'
import type { Needles } from './traces.ts'

/** Each is looked for in every row. */
const MOST_HASHES = 200

/** Hashes of the files that a person uploaded; pages that were fetched are public. */
export async function listHashes(tx: Tx, userId: string): Promise<string[]> {
  const versions = await tx
    .selectFrom('resume_version')
    .select('sha256')
    .distinct()
    .where('user_id', '=', userId)
    .execute()
  const snapshots = await tx
    .selectFrom('posting_snapshot')
    .select('sha256')
    .distinct()
    .where('user_id', '=', userId)
    .where('origin', '=', 'file')
    .limit(MOST_HASHES)
    .execute()
  return [...new Set([...versions, ...snapshots].map(({ sha256 }) => sha256))]
}

/** The person's jobs that have not ended, but mail that is on its way to them. */
export function listOpenJobs(tx: Tx, userId: string) {
  return tx
    .selectFrom('job')
    .select('id')
    .where('user_id', '=', userId)
    .where('finished_at', 'is', null)
    .where('task', 'not like', 'email.%')
    .execute()
}

export interface SearchedTable {
  schema: string
  table: string
  columns: { name: string; type: string }[]
}

/** Every table of ours and of the transport's (but the list of migrations), with the columns in which something of a person could stand. */
export async function listSearchedTables(db: Db): Promise<SearchedTable[]> {
  const { rows } = await sql<SearchedTable>`
    select n.nspname as schema, c.relname as table,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and (n.nspname = 'public' and c.relname !~ '^kysely_' or (n.nspname = 'graphile_worker' and has_schema_privilege(n.oid, 'usage')
        and has_table_privilege(c.oid, 'select')))
      and format_type(a.atttypid, null) in
        ('text', 'text[]', 'character varying', 'uuid', 'uuid[]', 'json', 'jsonb', 'bytea')
    group by n.nspname, c.relname order by 1, 2`.execute(db)
  return rows
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`)
const escapePattern = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, (mark) => `\\${mark}`)

/** As Postgres shows bytes that are no ASCII: \\303\\251 for é in UTF-8. */
const escapedBytes = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`))
    .join('')

/** As it stands, as it stands within JSON, and as it stands within bytes. */
const spellings = (needle: string): string[] => [
  ...new Set([needle, JSON.stringify(needle).slice(1, -1), escapedBytes(needle)].filter(Boolean)),
]

function textOf({ columns }: SearchedTable): RawBuilder<string> {
  const parts = columns.map(({ name, type }) =>
    type === 'bytea'
      ? sql`encode(${sql.ref(name)}, 'escape')`
      : type.endsWith('[]')
        ? sql`array_to_string(${sql.ref(name)}, E'\n')`
        : sql`${sql.ref(name)}::text`,
  )
  return sql<string>`concat_ws(E'\n', ${sql.join(parts)})`
}

/** One of the texts stands anywhere in the row, whatever its case. */
function mentions(text: RawBuilder<string>, needles: readonly string[]): RawBuilder<boolean> {
  const patterns = needles.flatMap(spellings).map((needle) => `%${escapeLike(needle)}%`)
  return sql<boolean>`${text} ilike any(${patterns}::text[])`
}

function names(text: RawBuilder<string>, needles: readonly string[]): RawBuilder<boolean> {
  const pattern = needles.flatMap(spellings).map(escapePattern).join('|')
  return pattern === '' ? sql<boolean>`false` : sql<boolean>`${text} ~ ${`\\y(${pattern})\\y`}`
}

/** In a row of somebody else who is still here. */
function ofSomebodyElse(owner: OwnerPath | undefined, userId: string): RawBuilder<boolean> {
  if (owner?.by !== 'id') return sql<boolean>`false`
  const column = sql.ref(owner.column)
  return sql<boolean>`coalesce(${column} <> ${userId}::uuid and ${column} in (select id from users), false)`
}

export interface Search {
  userId: string
  needles: Needles
  owner: OwnerPath | undefined
  /** Of the purge itself, which remembers what to look for until it has looked. */
  exceptJob: string
}

/** How many rows of a table still tell who the person was. */
export async function countMentions(db: Db, table: SearchedTable, search: Search): Promise<number> {
  const { userId, needles, owner, exceptJob } = search
  const text = textOf(table)
  const isOurJob = table.schema === 'public' && table.table === 'job'
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.id(table.schema, table.table)}
    where (${mentions(text, needles.unique)}
        or ((${mentions(text, needles.shared)} or ${names(text, needles.names)})
          and not ${ofSomebodyElse(owner, userId)}))
      and ${isOurJob ? sql<boolean>`id <> ${exceptJob}::uuid` : sql<boolean>`true`}`.execute(db)
  return rows[0]?.count ?? 0
}
