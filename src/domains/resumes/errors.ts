import type { ErrorTable } from '../../platform/errors.ts'

/** What can be wrong with an upload or a change to a résumé, in words that say what to do. */
export const resumeErrors = {
  resume_not_found: { kind: 'not_found', words: 'There is no such résumé. It may have been removed.' },
  resume_is_sample: {
    kind: 'conflict',
    words: 'This is the sample résumé, which goes with the sample data. Upload yours as a résumé of its own.',
  },
  resume_not_ready: {
    kind: 'conflict',
    words: 'This résumé is still being read. Wait until it is ready, then try again.',
  },
  resume_too_large: {
    kind: 'too_large',
    words: 'The file is larger than 10 MB. Save it without large images and upload it again.',
  },
  resume_unsupported_type: {
    kind: 'unsupported_media',
    words:
      'This is neither a PDF nor a Word document (.docx). Export your résumé as PDF or .docx and upload that.',
  },
  resume_empty: {
    kind: 'unprocessable',
    words: 'The file is empty. Check that it opens on your computer and upload it again.',
  },
  resume_scanned: {
    kind: 'unprocessable',
    words:
      'No text was found: the file looks like a scan or a photo. Export your résumé from the program it was written in, or run text recognition first.',
  },
  resume_encrypted: {
    kind: 'unprocessable',
    words: 'The file is protected by a password. Save a copy without a password and upload that.',
  },
  resume_corrupt: {
    kind: 'unprocessable',
    words: 'The file is damaged and could not be opened. Export your résumé again and upload the new file.',
  },
  resume_active_content: {
    kind: 'unprocessable',
    words:
      'The file carries a program or reaches for other files (a macro, a script, a linked object), which no résumé needs. Save it as a plain PDF or .docx and upload that.',
  },
  resume_too_long: {
    kind: 'unprocessable',
    words: 'The document is too long for a résumé. Upload one of at most 50 pages.',
  },
  resume_not_a_resume: {
    kind: 'unprocessable',
    words:
      'The file has text, but nothing in it reads like a résumé: no name with contact details, no work, no education, no skills. Check that it is the right file.',
  },
  resume_timeout: {
    kind: 'unprocessable',
    words: 'Reading the file took too long. Export it again as a simple PDF or .docx and upload that.',
  },
  fact_not_found: { kind: 'not_found', words: 'There is no such fact on this résumé.' },
  fact_too_long: { kind: 'bad_request', words: 'A fact may have at most 300 characters. Split it in two.' },
  fact_empty: { kind: 'bad_request', words: 'A fact needs some text.' },
  fact_place_unknown: {
    kind: 'bad_request',
    words: 'That place in the résumé does not exist. Leave the place out to add a new entry.',
  },
} as const satisfies ErrorTable
export type ResumeErrorCode = keyof typeof resumeErrors
