import type { ErrorTable } from '../../platform/errors.ts'

export const accountErrors = {
  session_invalid: { kind: 'unauthorized', words: 'This sign-in is no longer valid. Please sign in again.' },
  token_invalid: {
    kind: 'unauthorized',
    words: 'This token is unknown, expired or revoked. Make a new one with "jobpilot token create".',
  },
  account_suspended: {
    kind: 'forbidden',
    words: 'This account is suspended. Please write to whoever runs this JobPilot.',
  },
  email_invalid: {
    kind: 'bad_request',
    words: 'This is not an e-mail address. It looks like ada@example.org.',
  },
  email_taken: {
    kind: 'conflict',
    words:
      'Another account has this e-mail address. Sign in the way you did before, or write to whoever runs this JobPilot.',
  },
  codes_not_offered: {
    kind: 'forbidden',
    words: 'Codes by mail are not used here. Sign in the way that the page offers.',
  },
  code_missing: {
    kind: 'bad_request',
    words: 'Send the code of six digits that was mailed to you.',
  },
  token_not_found: { kind: 'not_found', words: 'There is no such token among yours.' },
  session_not_found: { kind: 'not_found', words: 'There is no such session among yours.' },
  too_many_tokens: {
    kind: 'conflict',
    words: 'You have 50 working tokens. Revoke one that you no longer use first.',
  },
} as const satisfies ErrorTable
