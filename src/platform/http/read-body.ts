import { httpFail } from './errors.ts'

export const JSON_LIMIT = 1_000_000

/** Reads at most `limit` bytes and stops there; a declared length above it isn't even begun. */
export async function readText(request: Request, limit = JSON_LIMIT): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw httpFail('body_too_large')
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) throw httpFail('body_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw httpFail('malformed_json', { message: 'request body is not JSON', cause })
  }
}

export async function readJson(request: Request, limit = JSON_LIMIT): Promise<unknown> {
  return parseJson(await readText(request, limit))
}

/** The request as it is when its declared length is in bounds; without one it is read here, up to the limit. */
export async function limitJsonBody(request: Request, limit = JSON_LIMIT): Promise<Request> {
  if (request.method === 'GET' || request.method === 'HEAD') return request
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > limit) throw httpFail('body_too_large')
    return request
  }
  const body = await readText(request, limit)
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body,
    signal: request.signal,
  })
}
