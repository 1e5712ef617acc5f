import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalStorage } from './local-storage.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-storage-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('keeps, overwrites and deletes a file, leaving nothing beside it', async () => {
  const storage = createLocalStorage(folder)
  await storage.put('person/file', new Uint8Array([1]), 'text/plain')
  await storage.put('person/file', new Uint8Array([1, 2]), 'text/plain')
  expect([...((await storage.get('person/file')) ?? [])]).toEqual([1, 2])
  expect(await readdir(path.join(folder, 'person'))).toEqual(['file'])
  await storage.delete('person/file')
  expect(await storage.get('person/file')).toBeNull()
  await storage.delete('person/file')
})

test.each(['../outside', 'a/../../b', '/etc/passwd', 'a', 'a/..', 'a//b', 'a/b\0'])(
  'refuses the key %j',
  async (key) => {
    await expect(createLocalStorage(folder).get(key)).rejects.toThrow('storage key')
  },
)
