import type { ErrorTable } from '../../../platform/errors.ts'

export const emailChangeErrors = {
  email_elsewhere: {
    kind: 'conflict',
    words: 'Your address belongs to the account that you sign in with. Change it there.',
  },
  email_same: { kind: 'bad_request', words: 'This is your address already.' },
  email_change_off: {
    kind: 'conflict',
    words: 'No change of address is waiting for a code. Begin again with the new address.',
  },
  email_change_code_wrong: {
    kind: 'bad_request',
    words: 'This code is wrong. Check the newest message at your new address.',
  },
  email_change_expired: {
    kind: 'bad_request',
    words: 'This code is older than 15 minutes. Begin again with the new address.',
  },
  email_change_used_up: {
    kind: 'forbidden',
    words: 'Five wrong tries used up this code. Begin again with the new address.',
  },
  email_change_too_often: {
    kind: 'too_many_requests',
    words: 'You began this very often. Please wait a little and try again.',
  },
} as const satisfies ErrorTable
