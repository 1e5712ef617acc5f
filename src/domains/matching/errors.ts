import type { ErrorTable } from '../../platform/errors.ts'

export const matchErrors = {
  match_not_found: { kind: 'not_found', words: 'There is no such match. It may have been removed.' },
  match_posting_not_found: {
    kind: 'not_found',
    words: 'There is no such posting. Capture it first, then match it.',
  },
  match_resume_not_found: {
    kind: 'not_found',
    words: 'There is no such résumé that has been read. Choose one of yours, or wait until it has been read.',
  },
  match_cursor_foreign: {
    kind: 'bad_request',
    words: 'This is no nextCursor of a list in this order. Load the list again from its start.',
  },
  match_no_resume: {
    kind: 'unprocessable',
    words: 'There is no résumé to match with. Upload one and wait until it has been read.',
  },
} as const satisfies ErrorTable
