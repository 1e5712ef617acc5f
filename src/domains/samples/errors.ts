import type { ErrorTable } from '../../platform/errors.ts'

export const sampleErrors = {
  samples_missing: {
    kind: 'unavailable',
    words:
      'The sample data is not part of this installation: its folder “samples” is missing. Copy it from the release, or go on with your own résumé.',
  },
  samples_unreadable: {
    kind: 'unavailable',
    words: 'The sample data of this installation is damaged. Copy its folder “samples” from the release.',
  },
} as const satisfies ErrorTable
