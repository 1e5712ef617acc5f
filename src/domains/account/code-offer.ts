import type { Config } from '../../config.ts'

/**
 * Whether one signs in with codes by mail here. Not beside Clerk: who has set up a second step there would have an
 * account that a code alone opens. On one's own machine and in tests both are at hand.
 */
export function offersCodes({ appEnv, clerk, resend }: Pick<Config, 'appEnv' | 'clerk' | 'resend'>): boolean {
  if (appEnv === 'local' || appEnv === 'test') return true
  return clerk === null && resend !== null
}
