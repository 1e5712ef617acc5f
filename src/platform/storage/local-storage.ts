import { randomUUID } from 'node:crypto'
import { createReadStream, type Dirent, type Stats } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../clock.ts'
import { storageFail } from './errors.ts'
import { createLinkSigner } from './signed-links.ts'
import type { Storage, StoredFile } from './storage.ts'
import { assertStorageKey, assertStoragePrefix, isStorageKey } from './storage-key.ts'

export interface LocalStorageOptions {
  folder: string
  /** Signs links; all processes of a deployment share it. */
  secret: string
  /** Address of the route that opens links; the token is added to it. */
  linkBase: string
  clock: Pick<Clock, 'now'>
}

const RETRIES = 100

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Deleting the last file of a folder takes the folder along, which may be the one that was just made. */
async function openPartial(file: string): Promise<{ partial: string; handle: FileHandle }> {
  const partial = `${file}.${randomUUID()}.part`
  for (let attempt = 1; ; attempt++) {
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      return { partial, handle: await open(partial, 'wx', 0o600) }
    } catch (error) {
      if (!isMissing(error) || attempt > RETRIES) throw error
    }
  }
}

/** A new name in a folder outlives a power cut only once the folder itself is written. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // which can't open folders
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* walk(folder: string, prefix: string): AsyncGenerator<StoredFile> {
  const entries: Dirent[] = (await unlessMissing(readdir(folder, { withFileTypes: true }))) ?? []
  for (const entry of entries) {
    const key = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(file, key)
    if (!entry.isFile() || !isStorageKey(key)) continue
    const found: Stats | null = await unlessMissing(stat(file))
    if (found) yield { key, bytes: found.size, modifiedAt: found.mtime }
  }
}

/** Files below DATA_DIR, readable by this user alone; links to them lead to this server. */
export function createLocalStorage({ folder, secret, linkBase, clock }: LocalStorageOptions): Storage {
  const links = createLinkSigner(secret, clock)
  const fileOf = (key: string): string => {
    assertStorageKey(key)
    return path.join(folder, key)
  }
  return {
    async put(key, content) {
      const file = fileOf(key)
      // Written aside first: a crash must not leave half a file under the key.
      const { partial, handle } = await openPartial(file)
      try {
        await handle.writeFile(content)
        await handle.sync()
        await handle.close()
        await rename(partial, file)
      } catch (error) {
        await handle.close().catch(() => undefined)
        await rm(partial, { force: true })
        throw error
      }
      await syncFolder(path.dirname(file))
    },
    get: async (key) => unlessMissing(readFile(fileOf(key))),
    async getStream(key) {
      const handle = await unlessMissing(open(fileOf(key), 'r'))
      return handle && handle.createReadStream()
    },
    async delete(key) {
      const file = fileOf(key)
      await rm(file, { force: true })
      // The folder's name is the person's id, which must not outlive their files.
      for (let parent = path.dirname(file); parent !== folder; parent = path.dirname(parent)) {
        const removed = await rmdir(parent).then(
          () => true,
          () => false,
        )
        if (!removed) return
      }
    },
    list(prefix) {
      assertStoragePrefix(prefix)
      return walk(path.join(folder, prefix), prefix)
    },
    async signedUrl(key, { fileName, expiresInSeconds = 900 }) {
      if (!(await unlessMissing(stat(fileOf(key))))) throw storageFail('file_not_found', { message: key })
      return `${linkBase}/${links.sign({ key, fileName }, expiresInSeconds)}`
    },
    async openLink(token) {
      const link = links.open(token)
      const file = link && fileOf(link.key)
      const found = file && (await unlessMissing(stat(file)))
      if (!found) return null
      return { fileName: link.fileName, bytes: found.size, open: () => createReadStream(file) }
    },
  }
}
