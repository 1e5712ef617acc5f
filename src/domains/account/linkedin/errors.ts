import type { ErrorTable } from '../../../platform/errors.ts'

/** What can go wrong on the way to LinkedIn and back; the page that people land on tells it. */
export const linkedinErrors = {
  linkedin_cancelled: {
    kind: 'forbidden',
    words: 'You turned back at LinkedIn, so nothing has changed. Try again, or sign in another way.',
  },
  linkedin_expired: {
    kind: 'bad_request',
    words: 'That took too long, or it began in another browser. Please choose LinkedIn again.',
  },
  linkedin_no_address: {
    kind: 'unprocessable',
    words: 'LinkedIn did not tell your e-mail address. Allow it there, or sign in with a code.',
  },
  linkedin_address_unverified: {
    kind: 'forbidden',
    words:
      'You haven’t confirmed your e-mail address at LinkedIn. Confirm it there and try again, or sign in with a code.',
  },
  linkedin_address_known: {
    kind: 'conflict',
    words:
      'An account here has your LinkedIn address already. Sign in as before, then connect LinkedIn in the settings.',
  },
  linkedin_other_address: {
    kind: 'conflict',
    words:
      'LinkedIn has another e-mail address for you than this account. Only the same one can be connected.',
  },
  linkedin_taken: {
    kind: 'conflict',
    words: 'This LinkedIn profile belongs to another account here. Sign in to that one with it.',
  },
  linkedin_other_person: {
    kind: 'forbidden',
    words: 'You were signed out, or somebody else signed in, while you were at LinkedIn. Please begin anew.',
  },
  linkedin_not_connected: { kind: 'not_found', words: 'LinkedIn isn’t connected to your account.' },
  linkedin_failed: {
    kind: 'unavailable',
    words: 'LinkedIn could not say who you are. Please try again in a moment, or sign in another way.',
  },
} as const satisfies ErrorTable
