import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares in a time that tells nothing about where the two differ, nor how long the secret is. */
export function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
