import { privacyErrors } from './domains/privacy/errors.ts'
import { resumeErrors } from './domains/resumes/errors.ts'
import type { DescribedUpload } from './platform/trpc/describe-api.ts'

const uuid = { type: 'string', format: 'uuid' } as const
const resumeId = '6f1d3b0e-8c52-4d6a-9b1e-2a7c5f3e9d40'
const runId = 'c2b7a9d4-1e3f-4a58-8b60-7d9e0f1a2b3c'

/** The routes that take files, which are no procedures, by their path. */
export const describedUploads: Record<`/${string}`, DescribedUpload> = {
  '/resumes': {
    operationId: 'resumes-upload',
    tag: 'resumes',
    summary: 'Upload a résumé: PDF or DOCX, 10 MB at most',
    description:
      'Takes a file in and starts to read it: the run tells its steps as events. A file that is known already is answered with the résumé it belongs to.',
    versionOf: { name: 'resumeId', description: 'Adds a further version to that résumé' },
    limit: '10 MB',
    otherTypes: 'No multipart form, or neither PDF nor DOCX',
    fields: {
      resumeId: uuid,
      runId: { type: ['string', 'null'], format: 'uuid' },
      existing: { type: 'boolean' },
    },
    answers: {
      200: { words: 'This very file is known already', example: { resumeId, runId: null, existing: true } },
      202: { words: 'Taken in; reading it has begun', example: { resumeId, runId, existing: false } },
    },
    errors: resumeErrors,
    unreadable: 'resume_corrupt',
  },
  '/privacy/imports': {
    operationId: 'privacy-imports-upload',
    tag: 'privacy',
    summary: 'Bring in an archive: zip, 50 MB at most',
    description:
      'Takes in an archive that a JobPilot has made and adds what it holds to the account, all of it or nothing. Needs a recent sign-in, no token. `GET /privacy/imports/{id}` tells how far it is and how it ended.',
    limit: '50 MB',
    otherTypes: 'No multipart form',
    fields: { importId: uuid },
    answers: { 202: { words: 'Taken in; reading it has begun', example: { importId: runId } } },
    errors: privacyErrors,
    unreadable: 'archive_unreadable',
  },
}
