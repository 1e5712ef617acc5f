import { failWith } from '../../../platform/errors.ts'
import { privacyErrors } from '../errors.ts'
import { restoredTables } from '../register-of-tables.ts'
import { placeOf, type Column, type Existing, type Reference } from './queries.ts'
import type { Archive, Row } from './read-archive.ts'
import { createNewIds, type NewIds } from './rewrite-ids.ts'
import { rowSchema } from './row-schemas.ts'
import { settleRow } from './settle-row.ts'

const fail = failWith(privacyErrors)

export interface ImportPlan {
  inserts: { table: string; columns: string[]; rows: Row[] }[]
  /** Files to be stored: new key → content. */
  files: { key: string; contentType: string; content: Buffer }[]
  added: number
  /** Rows that the account has already, and what hangs on them. */
  skipped: number
}

export interface PlanParts {
  userId: string
  archive: Archive
  columns: readonly Column[]
  references: readonly Reference[]
  existing: Existing
  /** Number of the person's first event that comes with the archive. */
  firstSeq: number
  uuid: () => string
}

/** Every row by its schema, before anything is made of it. Names the first that doesn't fit, never its contents. */
function validated(parts: PlanParts): Map<string, Row[]> {
  const tables = new Map<string, Row[]>()
  for (const table of restoredTables) {
    const schema = rowSchema(parts.columns.filter((column) => column.table === table))
    const rows = (parts.archive.tables.get(table) ?? []).map((row, index) => {
      const parsed = schema.safeParse(row)
      if (parsed.success) return row
      const path = parsed.error.issues[0]?.path.join('.') ?? ''
      throw fail('archive_row_invalid', {
        message: `${table} line ${index + 1}: ${path}`,
        userMessage: `Line ${index + 1} of data/${table}.ndjson doesn’t fit (${path}). Nothing was brought in.`,
        data: { table, line: index + 1, path },
      })
    })
    tables.set(table, rows)
  }
  return tables
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function rowIds(tables: ReadonlyMap<string, Row[]>): Set<string> {
  const ids = new Set<string>()
  for (const [table, rows] of tables) {
    for (const { id } of rows) {
      if (typeof id !== 'string') continue
      if (ids.has(id.toLowerCase()))
        throw fail('archive_row_invalid', { message: `an id of ${table} is there twice` })
      ids.add(id.toLowerCase())
    }
  }
  return ids
}

type IsThere = (row: Row) => boolean

/** Whether the account has the very thing of a row already. */
function alreadyThere(existing: Existing, tables: ReadonlyMap<string, Row[]>): Record<string, IsThere> {
  const resumesByFile = new Set(
    (tables.get('resume_version') ?? [])
      .filter((row) => existing.files.has(text(row['sha256'])))
      .map((row) => text(row['resume_id']).toLowerCase()),
  )
  return {
    resume: (row) =>
      row['is_sample'] === true ? existing.sampleResume : resumesByFile.has(text(row['id']).toLowerCase()),
    posting: (row) => existing.postings.has(placeOf(row)),
    posting_locator: (row) => existing.locators.has(placeOf(row)),
    search_target: (row) =>
      existing.sentences.has(text(row['sentence'])) || (row['is_sample'] === true && existing.sampleTarget),
    email_opt_out: (row) => existing.optOuts.has(text(row['kind'])),
  }
}

function newValue(value: unknown, type: string, ids: NewIds): unknown {
  if (value === null || value === undefined) return null
  if (type === 'uuid') return ids.any(text(value))
  if (type === 'uuid[]') return Array.isArray(value) ? value.map((id) => ids.any(text(id))) : value
  if (type === 'jsonb') return ids.within(value)
  if (type === 'bytea') return `\\x${Buffer.from(text(value), 'base64').toString('hex')}`
  return value
}

/** The row under its new ids; null when it hangs on one that the account has already. */
function moveRow(
  row: Row,
  columns: readonly Column[],
  context: { ids: NewIds; skipped: ReadonlySet<string>; references: ReadonlyMap<string, string> },
): Row | null {
  const { ids, skipped, references } = context
  const moved: Row = {}
  for (const { table, column, type, notNull } of columns) {
    if (!(column in row)) continue
    const value = row[column]
    moved[column] = newValue(value, type, ids)
    if (!references.has(column) || typeof value !== 'string') continue
    const isThere = ids.known(value) !== undefined && !skipped.has(value.toLowerCase())
    if (isThere) continue
    if (!notNull) moved[column] = null
    else if (skipped.has(value.toLowerCase())) return null
    else throw fail('archive_row_invalid', { message: `${table}.${column} names a row that isn't there` })
  }
  return moved
}

/**
 * What an archive adds to an account: rows under new ids that refer to each other as before, all of them the person's.
 * Nothing that is there is touched: what the account has already is left out, with what can't be without it.
 */
export function planImport(parts: PlanParts): ImportPlan {
  const { archive, userId, uuid } = parts
  const tables = validated(parts)
  const ids = createNewIds(rowIds(tables), uuid)
  const there = alreadyThere(parts.existing, tables)
  const plan: ImportPlan = { inserts: [], files: [], added: 0, skipped: 0 }
  const skipped = new Set<string>()
  for (const [table, rows] of tables) {
    const columns = parts.columns.filter((column) => column.table === table && !column.generated)
    const references = new Map(
      parts.references
        .filter((reference) => reference.table === table && reference.to !== 'users')
        .map(({ column, to }) => [column, to]),
    )
    const moved = rows.flatMap((row, index) => {
      const next = there[table]?.(row) ? null : moveRow(row, columns, { ids, skipped, references })
      if (next) return [settleRow(table, { ...next, user_id: userId }, { ...parts, index })]
      skipped.add(text(row['id']).toLowerCase())
      plan.skipped++
      return []
    })
    if (table === 'resume_version') plan.files.push(...filesOf(moved, archive, ids))
    const used = columns.map(({ column }) => column).filter((column) => moved.some((row) => column in row))
    if (moved.length > 0) plan.inserts.push({ table, columns: used, rows: moved })
    plan.added += moved.length
  }
  return plan
}

/** Each file under the key that its version now names. */
function filesOf(versions: readonly Row[], archive: Archive, ids: NewIds): ImportPlan['files'] {
  const byNewId = new Map([...archive.files].map(([id, content]) => [ids.known(id), content]))
  return versions.flatMap((row) => {
    const content = byNewId.get(text(row['id']))
    return content ? [{ key: text(row['file_key']), contentType: text(row['content_type']), content }] : []
  })
}
