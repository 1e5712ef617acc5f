import { fieldVocabulary } from '../fields-vocabulary.ts'
import { contentStems } from '../text/words.ts'
import { findOccupations } from './occupations.ts'

interface Fields {
  /** Weight of a stem in each field it belongs to: a word of many fields says little of any. */
  weights: Map<string, Map<string, number>>
  /** Fields by occupation family and by occupation. */
  of: Map<string, string[]>
}

function readFields(): Fields {
  const members = new Map<string, Set<string>>()
  const of = new Map<string, string[]>()
  for (const line of fieldVocabulary.split('\n')) {
    const [head = '', words = ''] = line.split(' | ')
    const [field = '', owners = ''] = head.split(': ')
    if (words === '') continue
    for (const owner of owners.split(', ')) of.set(owner.trim(), [...(of.get(owner.trim()) ?? []), field])
    for (const stem of contentStems(words)) members.set(stem, (members.get(stem) ?? new Set()).add(field))
  }
  const weights = new Map<string, Map<string, number>>()
  for (const [stem, fields] of members)
    weights.set(stem, new Map([...fields].map((field) => [field, 1 / fields.size ** 1.5])))
  return { weights, of }
}

const { weights, of } = readFields()

/** How much a text speaks of each field of work. */
export function fieldWeights(text: string): Map<string, number> {
  const sums = new Map<string, number>()
  for (const stem of contentStems(text)) {
    for (const [field, weight] of weights.get(stem) ?? []) sums.set(field, (sums.get(field) ?? 0) + weight)
  }
  return sums
}

/** Fields that a job title belongs to. */
export function fieldsOfTitle(title: string): Set<string> {
  return new Set(findOccupations(title).flatMap(({ id, family }) => of.get(id) ?? of.get(family) ?? []))
}

/** A text has to use a few words of a field before it counts as speaking of it. */
const ENOUGH = 1.2

/** How strongly a text speaks of one of these fields, measured by the field it speaks of most; 0 to 1. */
export function fieldShare(text: string, fields: ReadonlySet<string>): number {
  const sums = fieldWeights(text)
  const top = Math.max(ENOUGH, ...sums.values())
  const held = Math.max(0, ...[...fields].map((field) => sums.get(field) ?? 0))
  return held < ENOUGH ? 0 : (held / top) ** 1.5
}

/** Whether a phrase speaks of one of these fields, in words that few others use. */
export function speaksOf(phrase: string, fields: ReadonlySet<string>): boolean {
  return [...fieldWeights(phrase)].some(([field, weight]) => fields.has(field) && weight >= 0.5)
}
