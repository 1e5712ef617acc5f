import type { ErrorTable } from '../../platform/errors.ts'

export const privacyErrors = {
  export_under_way: {
    kind: 'conflict',
    words: 'Your archive is being prepared already. You get a mail as soon as it is ready.',
  },
  export_too_many: {
    kind: 'too_many_requests',
    words: 'You have asked for three archives in the last 24 hours. The ones you have hold the same.',
  },
  export_not_found: { kind: 'not_found', words: 'There is no such archive among yours.' },
  import_under_way: {
    kind: 'conflict',
    words: 'An archive is being brought in already. Wait until that is done.',
  },
  import_not_found: { kind: 'not_found', words: 'There is no such import among yours.' },
  archive_unreadable: {
    kind: 'unprocessable',
    words: 'This is no archive of JobPilot, or it is damaged. Choose the zip that you downloaded, unchanged.',
  },
  archive_too_large: {
    kind: 'too_large',
    words: 'This archive unpacks to more than JobPilot takes in. Please write to whoever runs this JobPilot.',
  },
  archive_newer: {
    kind: 'unprocessable',
    words: 'This archive was made by a newer JobPilot than this one. Update this one first.',
  },
  archive_changed: {
    kind: 'unprocessable',
    words: 'What is in this archive isn’t what its manifest says. Download it once more and don’t change it.',
  },
  archive_row_invalid: {
    kind: 'unprocessable',
    words: 'A row of this archive doesn’t fit. Nothing was brought in.',
  },
  not_leaving: {
    kind: 'conflict',
    words: 'Your account isn’t going to be deleted: there is nothing to cancel.',
  },
  deletion_begun: {
    kind: 'conflict',
    words: 'The 30 days are over and the deletion has begun. It can’t be cancelled any more.',
  },
} as const satisfies ErrorTable
