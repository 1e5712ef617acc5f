import { generateOpenApiDocument, type OpenApiRouter } from 'trpc-to-openapi'

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

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
})
const otherwise = refused('Anything else that is refused or fails')

/** Uploads are routes of their own; the document tells of them all the same. */
function describeUpload(summary: string): Operation {
  const file: Schema = { type: 'string', contentMediaType: 'application/octet-stream' }
  const id: Schema = { type: 'string', format: 'uuid' }
  const properties: Record<string, Schema> = {
    resumeId: id,
    runId: { type: ['string', 'null'], format: 'uuid' },
    existing: { type: 'boolean' },
  }
  const schema: Schema = { type: 'object', required: ['resumeId', 'runId', 'existing'], properties }
  const taken = (description: string) => ({ description, content: { 'application/json': { schema } } })
  return {
    operationId: 'resumes-upload',
    summary,
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
      200: taken('This very file is known already'),
      202: taken('Taken in; reading it has begun'),
      401: refused('Not signed in'),
      413: refused('Larger than 10 MB'),
      415: refused('No multipart form, or neither PDF nor DOCX'),
      422: refused('Empty or damaged'),
      default: otherwise,
    },
  }
}

export interface DescribeOptions {
  version: string
  baseUrl: string
  /** Path and summary of what takes files. */
  uploads: Record<`/${string}`, string>
}

/** OpenAPI 3.1 of the procedures that have `openapi` meta, with errors as we answer them, not as the library would. */
export function describeApi(router: OpenApiRouter, options: DescribeOptions): ApiDocument {
  const { version, baseUrl, uploads } = options
  const document = generateOpenApiDocument(router, { title: 'JobPilot', version, baseUrl })
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path.get, path.post, path.patch, path.put, path.delete]) {
      if (!operation) continue
      for (const [status, answer] of Object.entries(operation.responses ?? {})) {
        if (Number(status) < 400 || !operation.responses) continue
        operation.responses[status] = refused('description' in answer ? (answer.description ?? '') : '')
      }
      operation.responses = { ...operation.responses, default: otherwise }
    }
  }
  for (const [path, summary] of Object.entries(uploads)) {
    document.paths = {
      ...document.paths,
      [path]: { ...document.paths?.[path], post: describeUpload(summary) },
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
