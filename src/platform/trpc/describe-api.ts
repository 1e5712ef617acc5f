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
function describeUpload(upload: DescribedUpload): Operation {
  const { operationId, tag, summary, description, versionOf, fields, answers } = upload
  const file: Schema = { type: 'string', contentMediaType: 'application/octet-stream' }
  const schema: Schema = { type: 'object', required: Object.keys(fields), properties: { ...fields } }
  const taken = Object.entries(answers).map(([status, { words, example }]) => [
    status,
    { description: words, content: { 'application/json': { schema, example } } },
  ])
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ Authorization: [] }],
    parameters: versionOf ? [{ in: 'query', ...versionOf, schema: { type: 'string', format: 'uuid' } }] : [],
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file } } },
      },
    },
    responses: {
      ...Object.fromEntries(taken),
      401: describeCode('Not signed in', sessionErrors, 'sign_in_required'),
      413: describeCode(`Larger than ${upload.limit}`, httpErrors, 'upload_too_large'),
      415: describeCode(upload.otherTypes, httpErrors, 'upload_not_multipart'),
      422: describeCode('Empty or damaged', upload.errors, upload.unreadable),
      429: tooMany,
      default: anyOther,
    },
  }
}

export interface DescribedUpload {
  operationId: string
  tag: string
  summary: string
  description: string
  /** The query parameter with the id of what the file is a version of. */
  versionOf?: { name: string; description: string }
  /** As `10 MB`. */
  limit: string
  /** What is answered with 415, in words. */
  otherTypes: string
  /** Of an answer. */
  fields: Record<string, Schema>
  answers: Partial<Record<200 | 202, { words: string; example: Record<string, unknown> }>>
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
