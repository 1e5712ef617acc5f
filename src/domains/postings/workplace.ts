import type { Posting } from './schema.ts'
import { text } from './json-values.ts'

export type WorkplaceType = Posting['workplaceType']

/** remote, hybrid or on site as words say it; the more specific word wins ("hybrid remote" is hybrid). */
export function workplaceOf(...values: unknown[]): WorkplaceType {
  for (const value of values) {
    const words = text(value).toLowerCase()
    if (/\bhybrid/.test(words)) return 'hybrid'
    if (/\b(?:not|no|non)[ -]+(?:fully[ -]+)?remote\b/.test(words)) return 'onsite'
    if (
      /remote|telecommut|work from (?:home|anywhere)|\bwfh\b|home ?office|^fully$|^anywhere|worldwide/.test(
        words,
      )
    )
      return 'remote'
    if (/on[ -_]?site|in[ -]?office|in[ -]person|presential|^none$/.test(words)) return 'onsite'
  }
  return 'unknown'
}

const NOUN = '(?:position|role|job|opportunity|contract|internship|team member)'
const phrases: [WorkplaceType, RegExp][] = [
  [
    'hybrid',
    new RegExp(`\\bhybrid(?:[- ]remote)? (?:${NOUN}|work(?:place|ing)?\\b|model|schedule|policy|setup)`, 'i'),
  ],
  [
    'hybrid',
    /\b(?:this|the) (?:position|role|job) is hybrid\b|\b\d days? (?:a|per) week in (?:the|our) office\b/i,
  ],
  [
    'remote',
    new RegExp(`\\b(?:fully|100 ?%|completely|entirely)[- ]remote\\b|\\bremote(?:-first)? ${NOUN}\\b`, 'i'),
  ],
  [
    'remote',
    /\b(?:this|the) (?:position|role|job) is (?:fully |100% )?remote\b|\bwork(?:ing)? (?:100% )?remotely from\b/i,
  ],
  [
    'onsite',
    new RegExp(
      `\\b(?:fully |100% )?on-?site ${NOUN}\\b|\\b(?:this|the) (?:position|role|job) is (?:fully |100% )?on-?site\\b`,
      'i',
    ),
  ],
]

/** Only sentences that speak of the position itself; a benefit like "remote days" decides nothing. */
export function workplaceInText(description: string): WorkplaceType {
  const excerpt = description.slice(0, 20_000)
  return phrases.find(([, pattern]) => pattern.test(excerpt))?.[0] ?? 'unknown'
}
