import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { httpFail } from './errors.ts'

export const UPLOAD_LIMIT = 10_000_000

export interface Upload {
  /** As the browser named it, without folders and control characters. */
  fileName: string
  bytes: Buffer
}

function cleanName(name: string): string {
  const clean = name
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-200)
  return clean === '' ? 'unnamed' : clean
}

function openParser(request: Request, limit: number): busboy.Busboy {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType) || !request.body) throw httpFail('upload_not_multipart')
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      // One byte more than allowed: a file of exactly the limit must not count as cut.
      limits: { files: 1, fields: 5, parts: 6, fileSize: limit + 1, fieldSize: 1_000, headerPairs: 20 },
    })
  } catch (cause) {
    throw httpFail('upload_malformed', { message: 'multipart without boundary', cause })
  }
}

/** Reads the one file of a multipart body while it streams in, and stops at the limit. */
export async function readUpload(request: Request, limit = UPLOAD_LIMIT): Promise<Upload> {
  // The frame around the file is small: a declared length well above the limit needn't be read at all.
  if (Number(request.headers.get('content-length') ?? 0) > limit + 100_000) throw httpFail('upload_too_large')
  const parser = openParser(request, limit)
  const body = request.body
  if (!body) throw httpFail('upload_not_multipart')
  // Browser tests compile beside the DOM's types, to which this is another class of the same name.
  const source = Readable.fromWeb(body as NodeReadableStream)
  const { promise, resolve, reject } = Promise.withResolvers<Upload>()
  let upload: Upload | null = null
  let received = 0

  parser.on('file', (field, stream, { filename }) => {
    const chunks: Buffer[] = []
    stream.on('limit', () => reject(httpFail('upload_too_large')))
    stream.on('error', () => undefined) // told by the parser's own error
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > limit) reject(httpFail('upload_too_large'))
      else chunks.push(chunk)
    })
    stream.on('end', () => {
      if (field === 'file') upload = { fileName: cleanName(filename ?? ''), bytes: Buffer.concat(chunks) }
    })
  })
  parser.on('filesLimit', () => reject(httpFail('upload_one_file')))
  parser.on('partsLimit', () => reject(httpFail('upload_one_file')))
  parser.on('error', (cause) =>
    reject(httpFail('upload_malformed', { message: 'multipart is malformed', cause })),
  )
  parser.on('close', () => (upload ? resolve(upload) : reject(httpFail('upload_one_file'))))
  source.on('error', (cause) => reject(httpFail('upload_malformed', { message: 'upload broke off', cause })))
  source.pipe(parser)
  try {
    return await promise
  } finally {
    source.unpipe(parser)
    source.destroy()
    parser.destroy()
  }
}
