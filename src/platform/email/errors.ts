import { failWith, type ErrorTable } from '../errors.ts'

export const emailErrors = {
  email_unavailable: {
    kind: 'unavailable',
    words: 'This JobPilot can send no e-mail yet. Please write to whoever runs it.',
  },
  email_refused: {
    kind: 'unprocessable',
    words: 'Mail can’t be sent to this address. Check it for a slip, or use another one.',
  },
  message_over: {
    kind: 'conflict',
    words: 'This mail can’t be sent again: it went out already, or its content is no longer kept.',
  },
} as const satisfies ErrorTable

export const mailFail = failWith(emailErrors)
