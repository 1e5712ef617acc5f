import type { ErrorTable } from '../../platform/errors.ts'

export const studioErrors = {
  draft_not_found: {
    kind: 'not_found',
    words: 'This draft does not exist (any more). Open the list of drafts and choose another.',
  },
  draft_match_not_found: {
    kind: 'not_found',
    words: 'This match does not exist (any more). Match your résumé with the posting first, then draft.',
  },
  draft_posting_not_found: {
    kind: 'not_found',
    words: 'This posting does not exist (any more). Choose another, or list the drafts of all postings.',
  },
  draft_version_not_found: {
    kind: 'not_found',
    words: 'The draft has no such version. Open its versions and choose one of them.',
  },
  draft_replaced: {
    kind: 'conflict',
    words:
      'There is a newer draft for the same match meanwhile. Remove that one first, then restore this one.',
  },
  draft_page_gone: {
    kind: 'bad_request',
    words: 'The list changed since its last page was loaded. Load it again from the start.',
  },
  draft_conflict: {
    kind: 'conflict',
    words:
      'The draft was changed meanwhile, perhaps in another window. Reload it and make your change again.',
  },
  draft_changed: {
    kind: 'conflict',
    words: 'The text you approved is not the current one. Reload the draft, read it and approve that.',
  },
  draft_empty: { kind: 'bad_request', words: 'The draft has no text. Write something first.' },
  draft_has_flagged_claims: {
    kind: 'unprocessable',
    words:
      'Some sentences are proved by no fact of your résumé. Change them, add the fact, or accept each of them explicitly.',
  },
  draft_not_approved: {
    kind: 'conflict',
    words: 'Only an approved text can be exported. Read the draft and approve it first.',
  },
  draft_characters_unsupported: {
    kind: 'unprocessable',
    words: 'The PDF font lacks some characters of this text. Export it as .docx or .txt instead.',
  },
} satisfies ErrorTable
