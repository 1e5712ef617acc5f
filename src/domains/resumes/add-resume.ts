import { createHash } from 'node:crypto'
import type { AppContext } from '../../context.ts'
import { asUser } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { startRun } from '../agents/start-run.ts'
import { resumeErrors } from './errors.ts'
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
  bytes: Uint8Array
  /** A further version of this résumé; a résumé of its own when absent. */
  resumeId?: string | null
  traceparent?: string | null
}

export interface AddedResume {
  resumeId: string
  /** Null when the very same file had been added before: nothing is read again. */
  runId: string | null
  existing: boolean
}

interface StoredFile {
  key: string
  sha256: string
  type: keyof typeof contentTypes
}

async function insert(tx: Tx, ctx: Parts, input: NewResume, file: StoredFile): Promise<AddedResume> {
  const { userId, traceparent = null } = input
  await lockResumesOf(tx, userId)
  const known = await findVersionByHash(tx, userId, file.sha256, input.resumeId ?? null)
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
    file_size: input.bytes.byteLength,
    sha256: file.sha256,
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
 * Keeps an uploaded résumé and starts reading it. Refuses at once what can't be one: resume_empty,
 * resume_too_large, resume_unsupported_type, resume_corrupt, resume_encrypted, resume_is_sample; what the reading finds ends the run.
 */
export async function addResume(ctx: Parts, input: NewResume): Promise<AddedResume> {
  const { userId, bytes, fileName, resumeId = null } = input
  const type = sniffType(bytes, fileName)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = await asUser(ctx.db, userId, async (tx) => {
    if (resumeId) await assertOwn(tx, userId, resumeId)
    return findVersionByHash(tx, userId, sha256, resumeId)
  })
  if (known) return { resumeId: known.resume_id, runId: null, existing: true }
  const key = `${userId}/${ctx.clock.uuid()}`
  await ctx.storage.put(key, bytes, contentTypes[type])
  const file = { key, sha256, type }
  try {
    const added = await asUser(ctx.db, userId, (tx) => insert(tx, ctx, input, file))
    if (added.existing) await ctx.storage.delete(key)
    return added
  } catch (error) {
    await deleteUnlessKept(ctx, userId, file)
    throw error
  }
}

/**
 * Nothing half-stored: a file without its row would belong to nobody. But a connection that breaks during
 * COMMIT leaves open whether the row is there; so the row is looked for, and without an answer the file stays.
 */
async function deleteUnlessKept(ctx: Parts, userId: string, file: StoredFile): Promise<void> {
  const isKept = await asUser(ctx.db, userId, (tx) => versionHasFile(tx, userId, file.key)).catch(() => true)
  if (!isKept) await ctx.storage.delete(file.key)
}
