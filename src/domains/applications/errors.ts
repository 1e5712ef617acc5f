import type { ErrorTable } from '../../platform/errors.ts'

export const applicationErrors = {
  application_not_found: {
    kind: 'not_found',
    words: 'This application does not exist (any more). Open the list of applications and choose another.',
  },
  application_posting_not_found: {
    kind: 'not_found',
    words:
      'The posting does not exist (any more). Choose another, or add the application by hand with its title.',
  },
  application_draft_not_found: {
    kind: 'not_found',
    words: 'The draft does not exist (any more). Choose another, or leave it out.',
  },
  application_needs_title: {
    kind: 'bad_request',
    words: 'Give the job’s title, or the posting that the application is for.',
  },
  application_replaced: {
    kind: 'conflict',
    words:
      'You track another application for the same posting meanwhile. Remove that one first, then restore this one.',
  },
  application_page_gone: {
    kind: 'bad_request',
    words: 'The list changed since its last page was loaded. Load it again from the start.',
  },
  application_moved: {
    kind: 'conflict',
    words: 'The application was moved meanwhile, perhaps in another window. Reload it and move it again.',
  },
  application_nothing_to_undo: {
    kind: 'conflict',
    words: 'There is no move to undo: the application is where it started.',
  },
} satisfies ErrorTable
