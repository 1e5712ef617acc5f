import type { AppContext } from '../../context.ts'
import { asUser } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { toJson } from '../../platform/json.ts'
import type { SpooledFile } from '../../platform/storage/spooled-file.ts'
import { startRun } from '../agents/start-run.ts'
import { resumeErrors } from './errors.ts'
import { extractText, type ExtractedText } from './extract-text.ts'
import { intakeAgent } from './intake-agent.ts'
import {
  findResume,
  findVersionByHash,
  insertResume,
  insertVersion,
  lockResumesOf,
  updateVersion,
  versionHasFile,
} from './queries.ts'
import { contentTypes, sniffType } from './reading/sniff-type.ts'

const fail = failWith(resumeErrors)

type Parts = Pick<AppContext, 'db' | 'clock' | 'events' | 'jobs' | 'storage'>

export interface NewResume {
  userId: string
  fileName: string
  /** Stays the caller's to close. */
  file: SpooledFile
  /** A further version of this résumé; a résumé of its own when absent. */
  resumeId?: string | null
  traceparent?: string | null
  /** Fires when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
}

export interface AddedResume {
  resumeId: string
  /** Null when the very same file had been added before: nothing is read again. */
  runId: string | null
  existing: boolean
}

interface StoredFile {
  key: string
  type: keyof typeof contentTypes
  read: ExtractedText
}

async function insert(tx: Tx, ctx: Parts, input: NewResume, file: StoredFile): Promise<AddedResume> {
  const { userId, traceparent = null } = input
  await lockResumesOf(tx, userId)
  const known = await findVersionByHash(tx, userId, input.file.sha256, input.resumeId ?? null)
  if (known) return { resumeId: known.resume_id, runId: null, existing: true }
  const resumeId = input.resumeId ?? ctx.clock.uuid()
  const versionId = ctx.clock.uuid()
  if (!input.resumeId) await insertResume(tx, userId, resumeId)
  await insertVersion(tx, {
    id: versionId,
    user_id: userId,
    resume_id: resumeId,
    file_name: input.fileName,
    content_type: contentTypes[file.type],
    file_key: file.key,
    file_size: input.file.size,
    sha256: input.file.sha256,
    text: file.read.text,
    marks: toJson(file.read.marks),
    pages: file.read.pages,
  })
  const { runId } = await startRun(tx, ctx, intakeAgent, {
    userId,
    traceparent,
    input: { resumeId, versionId },
  })
  await updateVersion(tx, userId, versionId, { run_id: runId })
  return { resumeId, runId, existing: false }
}

/** What a person uploads must not go with the sample data. */
async function assertOwn(tx: Tx, userId: string, resumeId: string): Promise<void> {
  const resume = await findResume(tx, userId, resumeId)
  if (!resume) throw fail('resume_not_found')
  if (resume.is_sample) throw fail('resume_is_sample')
}

/**
 * Reads the text of an uploaded résumé, keeps both and starts to understand it. Refuses at once what can't be one, and keeps nothing of
 * it: resume_empty, _too_large, _unsupported_type, _corrupt, _encrypted, _scanned, _too_long, _active_content, _timeout, _is_sample;
 * what the text doesn't tell ends the run.
 */
export async function addResume(ctx: Parts, input: NewResume): Promise<AddedResume> {
  const { userId, file, fileName, resumeId = null, signal } = input
  const type = sniffType(file, fileName)
  const known = await asUser(ctx.db, userId, async (tx) => {
    if (resumeId) await assertOwn(tx, userId, resumeId)
    return findVersionByHash(tx, userId, file.sha256, resumeId)
  })
  if (known) return { resumeId: known.resume_id, runId: null, existing: true }
  const read = await extractText(file, { fileName, ...(signal ? { signal } : {}) })
  const key = `${userId}/${ctx.clock.uuid()}`
  await ctx.storage.put(key, file.stream(), contentTypes[type])
  try {
    const added = await asUser(ctx.db, userId, (tx) => insert(tx, ctx, input, { key, type, read }))
    if (added.existing) await ctx.storage.delete(key)
    return added
  } catch (error) {
    await deleteUnlessKept(ctx, userId, key)
    throw error
  }
}

/**
 * Nothing half-stored: a file without its row would belong to nobody. But a connection that breaks during
 * COMMIT leaves open whether the row is there; so the row is looked for, and without an answer the file stays.
 */
async function deleteUnlessKept(ctx: Parts, userId: string, key: string): Promise<void> {
  const isKept = await asUser(ctx.db, userId, (tx) => versionHasFile(tx, userId, key)).catch(() => true)
  if (!isKept) await ctx.storage.delete(key)
}
