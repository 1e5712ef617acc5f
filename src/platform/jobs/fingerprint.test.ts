import { expect, test } from 'vitest'
import { fingerprintOf, generalise } from './fingerprint.ts'

test.each([
  ['job 12 of 30 took 1.5 s', 'job <n> of <n> took <n>.<n> s'],
  ['posting 0af76519-16cd-43dd-8448-eb211c80319c is gone', 'posting <id> is gone'],
  ['GET https://boards.test/a?b=1 answered 503', 'GET <url> answered <n>'],
  ['column "salary" of relation \'posting\'', 'column <text> of relation <text>'],
  ['mail to ann@example.test bounced', 'mail to <address> bounced'],
  ['block deadbeef01 is broken', 'block <hex> is broken'],
])('%s', (message, general) => {
  expect(generalise(message)).toBe(general)
})

test('tells tasks, codes and kinds of messages apart, and nothing else', () => {
  const one = fingerprintOf('a.b', 'internal', 'row 1 is locked')
  expect(one).toMatch(/^[0-9a-f]{16}$/)
  expect(fingerprintOf('a.b', 'internal', 'row 2 is locked')).toBe(one)
  for (const [task, code, message] of [
    ['a.c', 'internal', 'row 1 is locked'],
    ['a.b', 'job_timeout', 'row 1 is locked'],
    ['a.b', 'internal', 'row 1 is gone'],
  ] as const)
    expect(fingerprintOf(task, code, message)).not.toBe(one)
})
