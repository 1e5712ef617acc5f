import type { ErrorTable } from '../errors.ts'

/** Of the examples; a real one is new each time. */
export const exampleRequestId = '4a1e7d52-0f5b-4e6c-9f3a-2f8f1c6b7a10'

/** An answer in the one error shape, for OpenAPI. */
export function describeRefusal(
  description: string,
  error: { code: string; message: string; data?: object },
) {
  const { data, ...said } = error
  const example = { error: { ...said, requestId: exampleRequestId, ...(data ? { data } : {}) } }
  const schema = { $ref: '#/components/schemas/Error' }
  return { description, content: { 'application/json': { schema, example } } }
}

/** The same with the words of a table. */
export function describeCode<T extends ErrorTable>(description: string, table: T, code: keyof T & string) {
  return describeRefusal(description, { code, message: table[code]?.words ?? '' })
}

/** As src/platform/limits answers it. */
export const tooMany = describeRefusal(
  'Over a rate limit; `Retry-After` and `RateLimit-Limit`, `-Remaining`, `-Reset` tell how it stands, in whole seconds',
  {
    code: 'too_many_requests',
    message: 'At most 100 calls and actions an hour. Please wait 36 seconds and try again.',
    data: { retryAfterSeconds: 36, limit: 100, windowSeconds: 3_600, scope: 'calls' },
  },
)

export const anyOther = describeRefusal('Anything else that is refused or fails', {
  code: 'internal_error',
  message: `Something went wrong on our side. Please try again; if it stays, report the reference ${exampleRequestId}.`,
})
