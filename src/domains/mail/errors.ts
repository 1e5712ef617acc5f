import type { ErrorTable } from '../../platform/errors.ts'

export const mailErrors = {
  message_not_found: { kind: 'not_found', words: 'There is no such mail.' },
  message_over: {
    kind: 'conflict',
    words: 'This mail can’t be sent again: it went out already, or its content is no longer kept.',
  },
  cursor_invalid: { kind: 'bad_request', words: 'This place in the list is no longer known. Start again.' },
} as const satisfies ErrorTable
