import { counted, wholeNumber } from './format.ts'
import type { Limit } from './limits.ts'

/** What is counted, as the server calls it. */
const scopes: Record<string, string> = {
  calls: 'calls and actions',
  burst: 'requests',
  captures: 'captured postings',
  uploads: 'uploaded files',
  models: 'matches and drafts',
}

/** 100 calls and actions in 1 hour, 30 uploaded files in 15 minutes. */
export function rateWords({ count, seconds, scope }: NonNullable<Limit['rate']>): string {
  return `${wholeNumber(count)} ${scopes[scope] ?? 'calls'} in ${spanWords(seconds)}`
}

function spanWords(seconds: number): string {
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, 'hour')
  return seconds % 60 === 0 ? counted(seconds / 60, 'minute') : counted(seconds, 'second')
}
