import type { Storage, StoredFile } from './storage.ts'

/** All at once, for what belongs to one person. */
export async function listFiles(storage: Pick<Storage, 'list'>, prefix: string): Promise<StoredFile[]> {
  const files: StoredFile[] = []
  for await (const file of storage.list(prefix)) files.push(file)
  return files
}
