import type { ErrorTable } from '../../platform/errors.ts'

export const agentErrors = {
  run_not_found: { kind: 'not_found', words: 'There is no such run.' },
  run_input_outdated: {
    kind: 'unprocessable',
    words: 'This was started by an older version and cannot go on. Please start it again.',
  },
  run_not_retryable: {
    kind: 'conflict',
    words: 'Only a run that failed or was cancelled can be started again.',
  },
  run_twin_active: {
    kind: 'conflict',
    words: 'The same has been started again already and is under way.',
  },
  run_over: { kind: 'conflict', words: 'This run has already ended.' },
} satisfies ErrorTable
