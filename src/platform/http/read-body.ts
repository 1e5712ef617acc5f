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

export async function readJson(request: Request, limit = JSON_LIMIT): Promise<unknown> {
  const text = await readText(request, limit)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw httpFail('malformed_json', { message: 'request body is not JSON', cause })
  }
}
