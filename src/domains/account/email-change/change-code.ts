import { createHmac } from 'node:crypto'

export const CHANGE_MINUTES = 15
export const CHANGE_TRIES = 5
/** Enough random bytes that a million divides them without a bias worth the name. */
export const CODE_BYTES = 8

export function makeCode(random: Buffer): string {
  return (random.readBigUInt64BE() % 1_000_000n).toString().padStart(6, '0')
}

/** With a key that isn't in the database: six digits are tried out in a second. Bound to person and address. */
export function hashChangeCode(
  key: Buffer,
  { userId, newEmail, code }: { userId: string; newEmail: string; code: string },
): string {
  return createHmac('sha256', key).update(`${userId}\n${newEmail}\n${code}`).digest('base64url')
}
