import { hash } from 'node:crypto'
import type { Db } from '../db/types.ts'
import { takeTokens } from './rate-limit-queries.ts'

export interface RateLimit {
  /** How many at once. */
  capacity: number
  /** How long an empty bucket takes to fill. */
  perSeconds: number
}

export const secondsEach = ({ capacity, perSeconds }: RateLimit): number => perSeconds / capacity

/** Whole seconds until there is one again, of which `tokens` are there already. */
export function secondsUntilOne(tokens: number, limit: RateLimit): number {
  return Math.max(1, Math.ceil((1 - tokens) * secondsEach(limit)))
}

/** `sign-in-code:…`: what comes after the colon may name a person, who must not be found here once they are erased. */
function nameless(key: string): string {
  const end = key.indexOf(':') + 1
  return key.slice(0, end) + hash('sha256', key.slice(end), 'base64url')
}

/** Takes one from the bucket; null when there was one, else the whole seconds until there is. */
export async function takeToken(db: Db, key: string, limit: RateLimit): Promise<number | null> {
  const demand = { key: nameless(key), want: 1, capacity: limit.capacity, secondsEach: secondsEach(limit) }
  const [answer] = await takeTokens(db, [demand])
  if (!answer) throw new Error('A bucket gave no answer')
  return answer.granted > 0 ? null : secondsUntilOne(answer.tokens, limit)
}
