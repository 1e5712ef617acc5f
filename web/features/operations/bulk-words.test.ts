import { expect, test } from 'vitest'
import { bulkEndWords, bulkTone } from './bulk-words.ts'

const bulk = (part: object) => ({
  state: 'succeeded' as const,
  result: null,
  progress: { percent: 40, words: '40 of 100 tried again' },
  errorMessage: null,
  ...part,
})

test.each([
  [bulk({ result: { changed: 3412, unchanged: {} } }), 'good', 'Done: 3,412 jobs changed.'],
  [
    bulk({ result: { changed: 1, unchanged: { job_over: 2, job_running: 1 } } }),
    'fair',
    'Done: 1 job changed, 3 stayed as they were; the job says why.',
  ],
  [bulk({ result: 'expired' }), 'good', 'Done. 40 of 100 tried again.'],
  [bulk({ state: 'cancelled' }), 'fair', 'Stopped midway. 40 of 100 tried again.'],
  [
    bulk({ state: 'failed', errorMessage: 'the database was away', progress: null }),
    'bad',
    'It broke off: the database was away.',
  ],
] as const)('%o ends %s', (given, tone, words) => {
  expect(bulkTone(given)).toBe(tone)
  expect(bulkEndWords(given)).toBe(words)
})
