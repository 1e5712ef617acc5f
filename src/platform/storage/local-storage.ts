import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Storage } from './storage.ts'

const KEY = /^[\w-]+(\/[\w-][\w.-]*)+$/

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Files below DATA_DIR, readable by this user alone. */
export function createLocalStorage(folder: string): Storage {
  const fileOf = (key: string) => {
    if (!KEY.test(key)) throw new TypeError(`Not a storage key: ${key}`)
    return path.join(folder, key)
  }
  return {
    async put(key, bytes) {
      const file = fileOf(key)
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      // Written aside first: a crash must not leave half a file under the key.
      const partial = `${file}.${randomUUID()}.part`
      await writeFile(partial, bytes, { mode: 0o600 })
      await rename(partial, file)
    },
    async get(key) {
      try {
        return await readFile(fileOf(key))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async delete(key) {
      await rm(fileOf(key), { force: true })
    },
  }
}
