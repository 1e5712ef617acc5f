import { generateOpenApiDocument, type OpenApiRouter } from 'trpc-to-openapi'
import { sessionErrors } from '../auth/require-session.ts'
import type { ErrorTable } from '../errors.ts'
import { httpErrors } from '../http/errors.ts'
import { anyOther, describeCode, tooMany } from './describe-refusal.ts'

export type ApiDocument = ReturnType<typeof generateOpenApiDocument>
type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['post']>
type Schema = NonNullable<NonNullable<ApiDocument['components']>['schemas']>[string]

const errorSchema: Schema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'requestId'],
      properties: {
        code: { type: 'string', description: 'For programs; stable', examples: ['resume_not_found'] },
        message: { type: 'string', description: 'For people: what happened and what to do' },
        requestId: { type: 'string', description: 'Names the line of the log' },
        data: { type: 'object', description: 'Details, as `issues` of a refused input' },
      },
    },
  },
}

/** Uploads are routes of their own; the document tells of them all the same. */
function describeUpload({ summary, errors, unreadable }: DescribedUpload): Operation {
  const file: Schema = { type: 'string', contentMediaType: 'application/octet-stream' }
  const id: Schema = { type: 'string', format: 'uuid' }
  const properties: Record<string, Schema> = {
    resumeId: id,
    runId: { type: ['string', 'null'], format: 'uuid' },
    existing: { type: 'boolean' },
  }
  const schema: Schema = { type: 'object', required: ['resumeId', 'runId', 'existing'], properties }
  const resumeId = '6f1d3b0e-8c52-4d6a-9b1e-2a7c5f3e9d40'
  const runId = 'c2b7a9d4-1e3f-4a58-8b60-7d9e0f1a2b3c'
  const taken = (description: string, existing: boolean) => {
    const example = { resumeId, runId: existing ? null : runId, existing }
    return { description, content: { 'application/json': { schema, example } } }
  }
  return {
    operationId: 'resumes-upload',
    summary,
    description:
      'Takes a file in and starts to read it: the run tells its steps as events. A file that is known already is answered with the résumé it belongs to.',
    tags: ['resumes'],
    security: [{ Authorization: [] }],
    parameters: [
      { in: 'query', name: 'resumeId', description: 'Adds a further version to that résumé', schema: id },
    ],
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file } } },
      },
    },
    responses: {
      200: taken('This very file is known already', true),
      202: taken('Taken in; reading it has begun', false),
      401: describeCode('Not signed in', sessionErrors, 'sign_in_required'),
      413: describeCode('Larger than 10 MB', httpErrors, 'upload_too_large'),
      415: describeCode('No multipart form, or neither PDF nor DOCX', httpErrors, 'upload_not_multipart'),
      422: describeCode('Empty or damaged', errors, unreadable),
      429: tooMany,
      default: anyOther,
    },
  }
}

export interface DescribedUpload {
  summary: string
  /** What it may refuse, and the code of a file that can't be read. */
  errors: ErrorTable
  unreadable: string
}

export interface DescribeOptions {
  version: string
  baseUrl: string
  /** What takes files, by its path. */
  uploads: Record<`/${string}`, DescribedUpload>
}

/** OpenAPI 3.1 of the procedures that have `openapi` meta, with errors as we answer them, not as the library would. */
export function describeApi(router: OpenApiRouter, options: DescribeOptions): ApiDocument {
  const { version, baseUrl, uploads } = options
  const document = generateOpenApiDocument(router, { title: 'JobPilot', version, baseUrl })
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path.get, path.post, path.patch, path.put, path.delete]) {
      if (!operation) continue
      const answers = Object.entries(operation.responses ?? {}).filter(([status]) => Number(status) < 400)
      operation.responses = { ...Object.fromEntries(answers), default: anyOther }
    }
  }
  for (const [path, upload] of Object.entries(uploads)) {
    document.paths = {
      ...document.paths,
      [path]: { ...document.paths?.[path], post: describeUpload(upload) },
    }
  }
  const schemas = Object.entries(document.components?.schemas ?? {})
  const ours = schemas.filter(([name]) => !name.startsWith('error.'))
  document.components = {
    ...document.components,
    schemas: { ...Object.fromEntries(ours), Error: errorSchema },
  }
  return document
}
