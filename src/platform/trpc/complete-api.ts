import { sessionErrors } from '../auth/require-session.ts'
import type { ErrorKind, ErrorTable } from '../errors.ts'
import { httpStatuses } from '../public-error.ts'
import type { ApiProcedure } from './api-procedures.ts'
import type { ApiDocument } from './describe-api.ts'
import { anyOther, describeCode, describeRefusal, tooMany } from './describe-refusal.ts'

type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['post']>
type Responses = NonNullable<Operation['responses']>

/** The words around the calls. */
export interface ApiWords {
  groups: Readonly<Record<string, string>>
  errors: Readonly<Record<string, ErrorTable>>
}

const introduction = `Calls carry a personal access token: \`Authorization: Bearer …\`. Make one in the settings, or with
\`jobpilot token create\`; one with the scope "read" can change nothing. What is refused is answered with
\`{ error: { code, message, requestId, data? } }\`: \`code\` is for programs and stable, \`message\` is for people and says
what to do, \`requestId\` names the line of the log. Times are ISO 8601 in UTC, ids are UUIDs.`

/** The first code of a kind in a group's table, as an example of it. */
function firstOf(table: ErrorTable, kind: ErrorKind): string | null {
  return Object.entries(table).find(([, entry]) => entry.kind === kind)?.[0] ?? null
}

function refusals(procedure: ApiProcedure, errors: ErrorTable): Responses {
  const { input, isPublic, kind, rest } = procedure
  const issues = [{ path: 'limit', message: 'Too big: expected number to be <=100' }]
  const missing = rest?.path.includes('{') ? firstOf(errors, 'not_found') : null
  return {
    ...(input
      ? {
          400: describeRefusal('The input can’t be used; `data.issues` names each field', {
            code: 'invalid_input',
            message: "Some values can't be used. limit: Too big: expected number to be <=100",
            data: { issues },
          }),
        }
      : {}),
    ...(isPublic
      ? {}
      : { 401: describeCode('Not signed in, or the token is not valid', sessionErrors, 'sign_in_required') }),
    ...(isPublic || kind === 'query'
      ? {}
      : { 403: describeCode('The token may only read', sessionErrors, 'token_read_only') }),
    ...(missing ? { 404: describeCode('There is none among the person’s own', errors, missing) } : {}),
    429: tooMany,
    default: anyOther,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function completeOperation(operation: Operation, procedure: ApiProcedure, errors: ErrorTable): Operation {
  const { comment, example } = procedure
  const input = isRecord(example.input) ? example.input : {}
  const parameters = (operation.parameters ?? []).map((parameter) => {
    if (!('name' in parameter)) return parameter
    const words = comment.fields[parameter.name]
    const shown = input[parameter.name]
    return {
      ...parameter,
      ...(words ? { description: words } : {}),
      ...(shown === undefined ? {} : { example: shown }),
    }
  })
  const inAddress = new Set(parameters.flatMap((parameter) => ('name' in parameter ? [parameter.name] : [])))
  const body = Object.fromEntries(Object.entries(input).filter(([name]) => !inAddress.has(name)))
  return {
    ...operation,
    tags: [procedure.group],
    ...(comment.words ? { description: comment.words } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.requestBody ? { requestBody: withExample(operation.requestBody, body) } : {}),
    responses: {
      200: withExample({ description: 'The answer', ...operation.responses?.['200'] }, example.output),
      ...refusals(procedure, errors),
    },
  }
}

/** A body or an answer with an example beside its JSON schema. */
function withExample<Part extends object>(part: Part, example: unknown): Part {
  const content: unknown = Reflect.get(part, 'content')
  if (!isRecord(content) || !isRecord(content['application/json'])) return part
  return { ...part, content: { ...content, 'application/json': { ...content['application/json'], example } } }
}

/** The document with what people need besides shapes: explanations, examples, refusals as they are. */
export function completeApi(document: ApiDocument, procedures: ApiProcedure[], words: ApiWords): ApiDocument {
  const byId = new Map(procedures.map((procedure) => [procedure.name.replaceAll('.', '-'), procedure]))
  const complete = (operation: Operation): Operation => {
    const procedure = byId.get(operation.operationId ?? '')
    return procedure
      ? completeOperation(operation, procedure, words.errors[procedure.group] ?? {})
      : operation
  }
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, own]) => [method, complete(own)])),
  ])
  const authorization = {
    type: 'http',
    scheme: 'bearer',
    description:
      'A personal access token, or a Clerk session token. Browsers send their session’s cookie instead.',
  } as const
  return {
    ...document,
    info: { ...document.info, description: introduction, license: { name: 'MIT', identifier: 'MIT' } },
    tags: Object.entries(words.groups).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(paths),
    components: { ...document.components, securitySchemes: { Authorization: authorization } },
  }
}

/** What a group's calls may refuse: HTTP status, code and words. */
export function listRefusals(table: ErrorTable): { status: number; code: string; words: string }[] {
  const all = Object.entries(table).map(([code, { kind, words }]) => ({
    status: httpStatuses[kind],
    code,
    words,
  }))
  return all.toSorted((a, b) => a.status - b.status)
}
