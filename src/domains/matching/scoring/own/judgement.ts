import type { Gate } from '../../schema.ts'

/** What one condition of a person's own comes to for a posting. */
export interface Judgement {
  result: Gate['result']
  /** One plain sentence to the person. */
  reason: string
}

/** Kinder results come first. */
const order: Record<Gate['result'], number> = { pass: 0, unknown: 1, fail: 2 }

export function kindest<T extends { result: Gate['result'] }>(judgements: T[]): T | undefined {
  return judgements.toSorted((a, b) => order[a.result] - order[b.result])[0]
}

export function strictest(results: Gate['result'][]): Gate['result'] {
  return results.toSorted((a, b) => order[b] - order[a])[0] ?? 'pass'
}

export function listed(words: string[], last = 'or'): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}
