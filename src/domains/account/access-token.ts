import { hash } from 'node:crypto'

/** Tells our tokens from others', and lets secret scanners find them. */
export const TOKEN_PREFIX = 'jp_'

export function formatToken(random: Buffer): string {
  return TOKEN_PREFIX + random.toString('base64url')
}

/**
 * sha256 is enough: a token holds 256 random bits, so there is nothing to guess slowly. Finding it by its
 * hash leaks no timing either: whoever measures the lookup would have to choose hashes, not tokens.
 */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex')
}
