import { expect, test } from 'vitest'
import { vocabulary } from './vocabulary.ts'

test('the vocabulary is broad and every relation names a skill that exists', () => {
  const unknown = new Set<string>()
  for (const relations of [vocabulary.implied, vocabulary.near]) {
    for (const [id, others] of relations) {
      for (const name of [id, ...others]) if (!vocabulary.skills.has(name)) unknown.add(name)
    }
  }
  expect([...unknown]).toEqual([])
  expect(vocabulary.skills.size).toBeGreaterThanOrEqual(700)
})

test('no spelling belongs to two skills', () => {
  const owner = new Map<string, string>()
  const doubled: string[] = []
  for (const skill of vocabulary.skills.values()) {
    for (const { text, exact } of skill.spellings) {
      const key = exact ? text : text.toLowerCase()
      const other = owner.get(key)
      if (other && other !== skill.id) doubled.push(`${key}: ${other}, ${skill.id}`)
      owner.set(key, skill.id)
    }
  }
  expect(doubled).toEqual([])
})
