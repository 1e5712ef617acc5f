/** Codes of the postings domain; isomorphic. */
export const postingErrors = {
  posting_not_found: {
    kind: 'not_found',
    words: 'There is no such posting among yours. List them to see their ids.',
  },
  posting_gone: {
    kind: 'not_found',
    words:
      'The board says that this posting no longer exists. Look for it on the employer’s own page, or paste its text.',
  },
  board_empty: {
    kind: 'unprocessable',
    words: 'The board answered, but it has no postings at the moment.',
  },
  posting_unrecognised: {
    kind: 'unprocessable',
    words:
      'No job posting was found in this. Paste the posting’s text instead, or give the address of the posting itself.',
  },
  posting_unreadable: {
    kind: 'unprocessable',
    words: 'This page could not be read. Paste the posting’s text instead.',
  },
  posting_empty: {
    kind: 'bad_request',
    words: 'There is nothing to read: the text is empty.',
  },
  posting_too_large: {
    kind: 'too_large',
    words: 'This is larger than 2 MB. Give the posting alone instead of the whole board.',
  },
  posting_choice_unknown: {
    kind: 'unprocessable',
    words: 'None of the postings fits the choice you made. Choose by number, id or a part of the title.',
  },
  posting_preview_gone: {
    kind: 'not_found',
    words: 'This preview is no longer there: it is kept for a day. Give the posting again.',
  },
  posting_preview_limited: {
    kind: 'too_many_requests',
    words: 'You have looked at many addresses in a short time. Please wait a moment and try again.',
  },
  posting_preview_stopped: {
    kind: 'conflict',
    words: 'The preview was stopped before the page had come.',
  },
  posting_original_gone: {
    kind: 'conflict',
    words: 'What this was read from is no longer kept. Give the posting again.',
  },
} as const
