import type { ErrorTable } from '../../platform/errors.ts'

export const targetErrors = {
  target_not_found: {
    kind: 'not_found',
    words: 'There is no such target (any more). Open the list of targets and choose another.',
  },
  target_limit: {
    kind: 'conflict',
    words: 'You have ten targets already, which is the most there can be. Remove one, or change one of them.',
  },
  target_not_understood: {
    kind: 'unprocessable',
    words:
      'Nothing in this sentence could be read. Say what you look for, for example: “Nurse in Leeds, part time, no night shifts”.',
  },
} as const satisfies ErrorTable
