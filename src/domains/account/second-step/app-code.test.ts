import { expect, test } from 'vitest'
import { describeAppSecret, stepOfCode } from './app-code.ts'

// RFC 6238, appendix B: SHA-1, the last six of its eight digits.
const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1_000)

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_111_111_111, '050471', 37_037_037],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
])('at %d s, %s is the code of step %d', (seconds, code, step) => {
  expect(stepOfCode(secret, code, at(seconds))).toBe(step)
})

test('a clock may be one step off, not two', () => {
  expect(stepOfCode(secret, '287082', at(59 + 30))).toBe(1)
  expect(stepOfCode(secret, '287082', at(59 - 30))).toBe(1)
  expect(stepOfCode(secret, '287082', at(59 + 60))).toBeNull()
  expect(stepOfCode(secret, '287082', at(59 - 60))).toBeNull()
})

test.each(['', '28708', '2870820', '287083', 'abcdef', '２８７０８２'])('%j is no code', (code) => {
  expect(stepOfCode(secret, code, at(59))).toBeNull()
})

test('apps read the secret and whose it is', () => {
  const { secret: typed, uri } = describeAppSecret(secret, 'ada+jobs@example.org')
  expect(typed).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  const { protocol, host, pathname, searchParams } = new URL(uri)
  expect([protocol, host, decodeURIComponent(pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/JobPilot:ada+jobs@example.org',
  ])
  expect(Object.fromEntries(searchParams)).toMatchObject({ secret: typed, issuer: 'JobPilot', period: '30' })
})
