import type { ErrorTable } from '../../platform/errors.ts'

export const operationErrors = {
  job_not_found: {
    kind: 'not_found',
    words: 'There is no such job. Finished ones are removed after a while.',
  },
  cursor_invalid: {
    kind: 'bad_request',
    words: 'This page belongs to another list. Start again from its first page.',
  },
} as const satisfies ErrorTable
