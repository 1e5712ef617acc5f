import { z } from 'zod'
import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import { DomainError, failWith } from '../../../platform/errors.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { takeSeqs } from '../../../platform/events/queries.ts'
import { toJson } from '../../../platform/json.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { deleteFiles } from '../../../platform/storage/erase-files.ts'
import { privacyErrors } from '../errors.ts'
import { lockPrivacyOf } from '../queries.ts'
import { restoredTables } from '../register-of-tables.ts'
import { planImport, type ImportPlan } from './plan-import.ts'
import { insertRows, listColumns, listReferences, readExisting } from './queries.ts'
import { readArchive, type Archive, type Row } from './read-archive.ts'

const fail = failWith(privacyErrors)
/** Characters of one statement's rows. */
const CHUNK = 8_000_000

export interface ImportPayload {
  /** Of the uploaded archive. */
  key: string
}

const outcomeSchema = z.object({ added: z.number().int(), skipped: z.number().int() })
export type ImportOutcome = z.infer<typeof outcomeSchema>

type Job = Pick<
  RunningJob<ImportPayload>,
  'userId' | 'payload' | 'commit' | 'progress' | 'cursor' | 'saveCursor' | 'signal'
>
type Parts = Pick<AppContext, 'db' | 'storage' | 'clock'>

/** In statements of a bearable size. A posting may name another one of its table, so those go in one. */
function* chunks(table: string, rows: readonly Row[]): Generator<string> {
  let part: string[] = []
  let size = 0
  for (const row of rows) {
    const json = toJson(row)
    if (part.length > 0 && size + json.length > CHUNK && table !== 'posting') {
      yield `[${part.join(',')}]`
      part = []
      size = 0
    }
    part.push(json)
    size += json.length
  }
  if (part.length > 0) yield `[${part.join(',')}]`
}

async function insertPlan(tx: Tx, plan: ImportPlan): Promise<void> {
  for (const { table, columns, rows } of plan.inserts) {
    for (const json of chunks(table, rows)) await insertRows(tx, table, columns, json)
  }
}

/** What Postgres refuses of a row (22: its data, 23: a constraint) is the archive's fault. */
function refusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^2[23]/.test(code) || error instanceof DomainError) return error
  return fail('archive_row_invalid', { message: `Postgres refused a row: ${code}`, cause: error })
}

async function storeFiles(storage: AppContext['storage'], files: ImportPlan['files']): Promise<void> {
  for (const { key, content, contentType } of files) await storage.put(key, content, contentType)
}

async function bringIn(ctx: Parts, job: Job, userId: string, archive: Archive): Promise<ImportOutcome> {
  const { columns, references } = await readAsWorker(ctx.db, async (tx) => ({
    columns: await listColumns(tx, restoredTables),
    references: await listReferences(tx, restoredTables),
  }))
  const stored: string[] = []
  const events = archive.tables.get('run_event')?.length ?? 0
  try {
    return await job.commit(async (tx) => {
      await lockPrivacyOf(tx, userId)
      const existing = await readExisting(tx, userId)
      const firstSeq = events === 0 ? 1 : await takeSeqs(tx, userId, events)
      const uuid = (): string => ctx.clock.uuid()
      const plan = planImport({ userId, archive, columns, references, existing, firstSeq, uuid })
      stored.push(...plan.files.map(({ key }) => key))
      await storeFiles(ctx.storage, plan.files)
      await insertPlan(tx, plan)
      const outcome = { added: plan.added, skipped: plan.skipped }
      await job.saveCursor(tx, outcome)
      return outcome
    })
  } catch (error) {
    // A connection that broke during COMMIT leaves open whether the rows are there: then the files stay.
    const refused = refusal(error)
    if (refused instanceof DomainError) await deleteFiles(ctx.storage, stored)
    throw refused
  }
}

/**
 * Adds an archive's rows and files to the account: all of them in one transaction, or none. An attempt after the one that
 * committed finds its word in the cursor and adds nothing.
 */
export async function importArchive(ctx: Parts, job: Job): Promise<ImportOutcome | null> {
  const { userId, payload } = job
  if (userId === null) return null
  const done = outcomeSchema.safeParse(job.cursor)
  if (done.success) return done.data
  await job.progress(5, 'Reading the archive')
  const bytes = await ctx.storage.get(payload.key)
  if (!bytes) throw fail('archive_unreadable', { message: 'the uploaded archive is gone' })
  try {
    const archive = await readArchive(Buffer.from(bytes), restoredTables)
    job.signal.throwIfAborted()
    await job.progress(40, 'Bringing in what it holds')
    const outcome = await bringIn(ctx, job, userId, archive)
    await ctx.storage.delete(payload.key)
    return outcome
  } catch (error) {
    if (error instanceof DomainError && !error.isTemporary) await ctx.storage.delete(payload.key)
    throw error
  }
}
