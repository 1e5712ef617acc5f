import { createHmac } from 'node:crypto'

/** Crockford's base32: no letter that is read as another. https://www.crockford.com/base32.html */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

export const BACKUP_CODES = 10
/** Random bytes that a whole set takes. */
export const BACKUP_CODES_BYTES = BACKUP_CODES * LENGTH

/** Ten codes of fifty random bits, in two groups: `7KQ2M-X9T4C`. */
export function makeBackupCodes(random: Buffer): string[] {
  return Array.from({ length: BACKUP_CODES }, (_, index) => {
    const bytes = random.subarray(index * LENGTH, (index + 1) * LENGTH)
    const code = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')
    return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
  })
}

/** The code as it is compared, however it was typed; null when it can't be one. */
export function readBackupCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null
}

/** With a key that isn't in the database, so that fifty bits can't be tried out on a copy of it. */
export function hashBackupCode(key: Buffer, owner: string, code: string): string {
  return createHmac('sha256', key).update(`${owner}:${code}`).digest('base64url')
}
