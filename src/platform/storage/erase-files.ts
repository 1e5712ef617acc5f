import { storageFail } from './errors.ts'
import { listFiles } from './list-files.ts'
import type { Storage } from './storage.ts'
import { assertStoragePrefix } from './storage-key.ts'

const AT_ONCE = 20
/** An upload that was on its way may land while the others go. */
const ROUNDS = 5

export async function deleteFiles(storage: Pick<Storage, 'delete'>, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    await Promise.all(keys.slice(start, start + AT_ONCE).map((key) => storage.delete(key)))
  }
}

/** Erases every file of a person, named by a row or not; how many there were. Safe to run twice. */
export async function eraseFiles(storage: Pick<Storage, 'list' | 'delete'>, userId: string): Promise<number> {
  // Nobody's prefix is everybody's files.
  if (userId === '') throw new TypeError('eraseFiles needs a person')
  assertStoragePrefix(userId)
  let erased = 0
  for (let round = 0; round < ROUNDS; round++) {
    const files = await listFiles(storage, userId)
    if (files.length === 0) return erased
    await deleteFiles(
      storage,
      files.map(({ key }) => key),
    )
    erased += files.length
  }
  throw storageFail('storage_unavailable', { message: `files of ${userId} keep coming back` })
}
