import { Readable } from 'node:stream'
import { storageFail } from '../storage/errors.ts'
import type { Storage } from '../storage/storage.ts'
import { attachment } from './attachment.ts'

export const SIGNED_FILES_PATH = '/api/v1/files'

/** Whoever has a link has the file, so neither the log nor a cache may keep one. */
export function withoutSignedToken(path: string): string {
  return path.startsWith(`${SIGNED_FILES_PATH}/`) ? `${SIGNED_FILES_PATH}/…` : path
}

/** A file that a signed link names, to be saved and never shown: what people uploaded may hold anything. */
export async function serveSignedFile(
  storage: Pick<Storage, 'openLink'>,
  { token, method }: { token: string; method: string },
): Promise<Response> {
  const file = await storage.openLink(token)
  if (!file)
    throw storageFail('file_not_found', { message: 'a signed link is expired, forged or its file gone' })
  // The DOM's stream and Node's are one class with two declarations.
  const body = method === 'HEAD' ? null : (Readable.toWeb(file.open()) as ReadableStream<Uint8Array>)
  return new Response(body, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(file.bytes),
      'Content-Disposition': attachment(file.fileName),
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
