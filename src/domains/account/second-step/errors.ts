import type { ErrorTable } from '../../../platform/errors.ts'

export const secondStepErrors = {
  second_step_elsewhere: {
    kind: 'conflict',
    words: 'Your second step belongs to the account that you sign in with. Set it up there.',
  },
  second_step_on: {
    kind: 'conflict',
    words: 'Your second step is on already. Turn it off first to set up another app.',
  },
  second_step_off: { kind: 'conflict', words: 'Your account has no second step. Set it up first.' },
  second_step_not_begun: {
    kind: 'conflict',
    words: 'Begin with the picture or the key for your authenticator app, then enter its code.',
  },
  second_step_not_due: { kind: 'conflict', words: 'The second step is done here already.' },
  second_step_code_wrong: {
    kind: 'bad_request',
    words:
      'This code is wrong. Check that the clock of your phone is right and enter the newest code, or a backup code.',
  },
  second_step_code_used: {
    kind: 'bad_request',
    words: 'This code was used already. Wait for the next one (half a minute at most).',
  },
  second_step_locked: {
    kind: 'too_many_requests',
    words: 'There were too many wrong codes. Wait a little, or use a backup code.',
  },
  second_step_session_ended: {
    kind: 'unauthorized',
    words: 'Five wrong codes ended this sign-in. Please sign in again.',
  },
  second_step_unreadable: {
    kind: 'unavailable',
    words: 'Your second step can’t be checked here any more. Please write to whoever runs this JobPilot.',
  },
} as const satisfies ErrorTable
