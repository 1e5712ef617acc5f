import { expect, test } from 'vitest'
import { forgetAllUnsaved, forgetUnsaved, keepUnsaved, readUnsaved } from './unsaved-text.ts'

function memoryStore(limit = Infinity) {
  const kept = new Map<string, string>()
  return {
    kept,
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
  }
}

const unsaved = { version: 2, text: 'Dear all', at: '2026-11-20T09:00:00.000Z' }

test('what was typed comes back, for its own draft only, until it is forgotten', () => {
  const store = memoryStore()
  keepUnsaved(store, 'a', unsaved)
  expect(readUnsaved(store, 'a')).toEqual(unsaved)
  expect(readUnsaved(store, 'b')).toBeNull()
  forgetUnsaved(store, 'a')
  expect(readUnsaved(store, 'a')).toBeNull()
})

test.each(['', 'not json', '{"version":"2"}', 'null', '[]'])('%j is nothing to bring back', (value) => {
  const store = memoryStore()
  keepUnsaved(store, 'a', unsaved)
  for (const key of store.kept.keys()) store.kept.set(key, value)
  expect(readUnsaved(store, 'a')).toBeNull()
})

test('a full store keeps no older text that could come back in place of the newer', () => {
  const store = memoryStore(100)
  keepUnsaved(store, 'a', unsaved)
  keepUnsaved(store, 'a', { ...unsaved, text: 'x'.repeat(200) })
  expect(readUnsaved(store, 'a')).toBeNull()
})

test('signing out forgets what was typed into every letter, and nothing else', () => {
  const store = memoryStore()
  store.setItem('appearance', 'dark')
  for (const id of ['a', 'b', 'c']) keepUnsaved(store, id, unsaved)
  forgetAllUnsaved(store)
  expect([...store.kept.keys()]).toEqual(['appearance'])
})
