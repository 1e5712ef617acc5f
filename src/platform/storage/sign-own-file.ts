import type { Clock } from '../clock.ts'
import { storageFail } from './errors.ts'
import type { Storage } from './storage.ts'
import { ownerOfKey } from './storage-key.ts'

export interface OwnFile {
  userId: string
  key: string
  fileName: string
  /** Default 900. */
  expiresInSeconds?: number
}

/** A link to a file for its owner alone: what isn't theirs is not found, whoever asks for it by mistake. */
export async function signOwnFile(
  { storage, clock }: { storage: Pick<Storage, 'signedUrl'>; clock: Pick<Clock, 'now'> },
  { userId, key, fileName, expiresInSeconds = 900 }: OwnFile,
): Promise<{ url: string; expiresAt: Date }> {
  if (ownerOfKey(key) !== userId) {
    throw storageFail('file_not_found', { message: `${key} is not a file of ${userId}` })
  }
  const expiresAt = new Date(clock.now().getTime() + expiresInSeconds * 1_000)
  return { url: await storage.signedUrl(key, { fileName, expiresInSeconds }), expiresAt }
}
