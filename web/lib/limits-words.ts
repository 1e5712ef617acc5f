import { counted, wholeNumber } from './format.ts'
import type { Limit } from './limits.ts'

/** 100 in 1 hour, 30 in 15 minutes. */
export function rateWords({ count, seconds }: NonNullable<Limit['rate']>): string {
  return `${wholeNumber(count)} in ${spanWords(seconds)}`
}

function spanWords(seconds: number): string {
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, 'hour')
  return seconds % 60 === 0 ? counted(seconds / 60, 'minute') : counted(seconds, 'second')
}
