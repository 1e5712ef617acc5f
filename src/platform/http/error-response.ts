import { explainError } from '../public-error.ts'

/** The one error shape of everything that isn't tRPC: `{error: {code, message, requestId, data?}}`. */
export function errorResponse(error: unknown, requestId: string): Response {
  const { status, ...rest } = explainError(error, requestId)
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  }
  const retryAfter = rest.data?.['retryAfterSeconds']
  if (status === 429 && typeof retryAfter === 'number') headers['Retry-After'] = String(Math.ceil(retryAfter))
  return new Response(JSON.stringify({ error: { ...rest, requestId } }), { status, headers })
}
