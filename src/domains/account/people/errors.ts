import type { ErrorTable } from '../../../platform/errors.ts'

export const peopleErrors = {
  person_unknown: { kind: 'not_found', words: 'There is no such person.' },
  people_cursor_invalid: {
    kind: 'bad_request',
    words: 'This cursor is none of this list. Begin with the first page again.',
  },
  last_admin: {
    kind: 'conflict',
    words: 'This is the only administrator. Give somebody else the role first.',
  },
  own_suspension: {
    kind: 'conflict',
    words: 'You can’t suspend your own account. Ask another administrator.',
  },
  person_leaving: {
    kind: 'conflict',
    words: 'This account is going to be deleted, which only its owner can stop.',
  },
  no_longer_admin: {
    kind: 'forbidden',
    words: 'You are no longer an administrator: somebody changed your role or suspended you a moment ago.',
  },
} as const satisfies ErrorTable
