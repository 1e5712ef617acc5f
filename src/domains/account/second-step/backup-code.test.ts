import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { BACKUP_CODES_BYTES, hashBackupCode, makeBackupCodes, readBackupCode } from './backup-code.ts'

test('are ten different ones in two groups that are easy to tell apart', () => {
  const codes = makeBackupCodes(randomBytes(BACKUP_CODES_BYTES))
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
})

test.each([
  ['7KQ2M-X9T4C', '7KQ2MX9T4C'],
  [' 7kq2m x9t4c ', '7KQ2MX9T4C'],
  ['oIl00-0000o', '0110000000'],
  ['7KQ2M-X9T4', null],
  ['7KQ2M-X9T4CC', null],
  ['7KQ2M-X9T4U', null],
  ['123456', null],
  ['', null],
])('%j is read as %j', (typed, code) => {
  expect(readBackupCode(typed)).toBe(code)
})

test('the hash belongs to one person and one key', () => {
  const key = Buffer.alloc(32, 1)
  expect(hashBackupCode(key, 'ada', 'A')).not.toBe(hashBackupCode(key, 'eve', 'A'))
  expect(hashBackupCode(key, 'ada', 'A')).not.toBe(hashBackupCode(Buffer.alloc(32, 2), 'ada', 'A'))
})
