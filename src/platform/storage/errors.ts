import { failWith, type ErrorTable } from '../errors.ts'

export const storageErrors = {
  storage_unavailable: {
    kind: 'unavailable',
    words: 'The place where files are kept does not answer right now. Please try again in a moment.',
    isTemporary: true,
  },
  file_not_found: { kind: 'not_found', words: 'There is no such file. It may have been removed.' },
  storage_sweep_unlikely: {
    kind: 'conflict',
    words:
      'Most of the files would belong to nobody, so none was removed: this storage may be that of another database. Check it, then run the task with {"force": true}.',
  },
} as const satisfies ErrorTable

export const storageFail = failWith(storageErrors)
