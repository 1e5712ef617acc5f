import { expect, test } from 'vitest'
import { cronWords } from './cron-words.ts'

test.each([
  ['* * * * *', 'every minute'],
  ['*/5 * * * *', 'every 5 minutes'],
  ['0 * * * *', 'every hour'],
  ['17 * * * *', 'every hour at minute 17'],
  ['30 */6 * * *', 'every 6 hours at minute 30'],
  ['5 3 * * *', 'every day at 03:05'],
  ['0 7 * * 1-5', 'Monday to Friday at 07:00'],
  ['0 7 * * 0', 'every Sunday at 07:00'],
  ['0 0 1 * *', 'on day 1 of each month at 00:00'],
  ['@daily', 'every day at 00:00'],
  ['0 7 1 1 *', null],
  ['0 7,9 * * *', null],
  ['0 7 1 * 1', null],
  ['0 0 7 * * *', null],
  ['', null],
])('%s is %s', (cron, words) => {
  expect(cronWords(cron)).toBe(words)
})
