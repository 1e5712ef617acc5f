import type { AppContext } from '../../context.ts'
import { readAsUser } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { signOwnFile } from '../../platform/storage/sign-own-file.ts'
import { resumeErrors } from './errors.ts'
import { listVersions } from './queries.ts'

const fail = failWith(resumeErrors)

export interface ResumeFileLink {
  url: string
  fileName: string
  expiresAt: Date
}

/** A link to the original of a version, the newest by default, for the person whose it is. Throws resume_not_found, file_not_found. */
export async function linkResumeFile(
  ctx: Pick<AppContext, 'db' | 'storage' | 'clock'>,
  wanted: { userId: string; resumeId: string; versionId: string | null },
): Promise<ResumeFileLink> {
  const { userId, resumeId, versionId } = wanted
  // The storage may be slow to answer: no transaction waits for it.
  const versions = await readAsUser(ctx.db, userId, (tx) => listVersions(tx, userId, resumeId))
  const version = versionId === null ? versions[0] : versions.find(({ id }) => id === versionId)
  if (!version) throw fail('resume_not_found')
  const { file_key: key, file_name: fileName } = version
  return { ...(await signOwnFile(ctx, { userId, key, fileName })), fileName }
}
