import { failWith } from '../../platform/errors.ts'
import { targetErrors } from './errors.ts'
import { readTarget } from './read-target.ts'
import type { Understood } from './schema.ts'

const fail = failWith(targetErrors)

/** Reads a sentence that is to be kept: one in which nothing can be read would have no effect. */
export function understandSentence(sentence: string): Understood {
  const understood = readTarget(sentence)
  if (understood.parts.every((part) => part.kind === 'unread')) throw fail('target_not_understood')
  return understood
}
