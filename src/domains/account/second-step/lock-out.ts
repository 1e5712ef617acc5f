/** Wrong codes after which a session that has them all is over. */
export const SESSION_TRIES = 5
const FREE_TRIES = 5
const FIRST_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 900

/**
 * Until when codes of the app are refused, after so many wrong ones in a row over all sessions. A sign-in is
 * delayed, never denied: sessions that have passed go on, backup codes work, and it ends by itself.
 */
export function lockedUntil(failedTries: number, now: Date): Date | null {
  if (failedTries < FREE_TRIES) return null
  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (failedTries - FREE_TRIES), LONGEST_WAIT_SECONDS)
  return new Date(now.getTime() + seconds * 1_000)
}
