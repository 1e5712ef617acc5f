import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { spool, type SpooledFile } from '../storage/spooled-file.ts'
import { httpFail } from './errors.ts'
import { cleanFileName } from './file-name.ts'

export const UPLOAD_LIMIT = 10_000_000

export interface Upload {
  /** As the browser named it, cleaned. */
  fileName: string
  /** For the caller to close. */
  file: SpooledFile
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

async function* upTo(stream: Readable, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  // Whoever stops reading leaves the stream to the parser, which still empties it.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw httpFail('upload_too_large')
    yield chunk
  }
}

/** Writes the one file of a multipart body aside while it streams in, and stops at the limit. */
export async function readUpload(request: Request, limit = UPLOAD_LIMIT): Promise<Upload> {
  // The frame around the file is small: a declared length well above the limit needn't be read at all.
  if (Number(request.headers.get('content-length') ?? 0) > limit + 100_000) throw httpFail('upload_too_large')
  const parser = openParser(request, limit)
  const body = request.body
  if (!body) throw httpFail('upload_not_multipart')
  // Browser tests compile beside the DOM's types, to which this is another class of the same name.
  const source = Readable.fromWeb(body as NodeReadableStream)
  const { promise: complete, resolve, reject } = Promise.withResolvers<undefined>()
  let receiving: Promise<Upload> | null = null

  parser.on('file', (field, stream, { filename }) => {
    stream.on('limit', () => reject(httpFail('upload_too_large')))
    stream.on('error', () => undefined) // told by the parser's own error
    if (field !== 'file') {
      stream.resume()
      return
    }
    const fileName = cleanFileName(filename ?? '')
    receiving = spool(upTo(stream, limit)).then((file) => ({ fileName, file }))
    receiving.catch(reject)
  })
  parser.on('filesLimit', () => reject(httpFail('upload_one_file')))
  parser.on('partsLimit', () => reject(httpFail('upload_one_file')))
  parser.on('error', (cause) =>
    reject(httpFail('upload_malformed', { message: 'multipart is malformed', cause })),
  )
  parser.on('close', () => (receiving ? resolve(undefined) : reject(httpFail('upload_one_file'))))
  source.on('error', (cause) => reject(httpFail('upload_malformed', { message: 'upload broke off', cause })))
  source.pipe(parser)
  const end = (): void => {
    source.unpipe(parser)
    source.destroy()
    parser.destroy()
  }
  try {
    await complete
    return await received(receiving)
  } catch (error) {
    end()
    // Nothing is left of it when the refusal is told.
    await received(receiving).then(
      ({ file }) => file.close(),
      () => undefined,
    )
    throw error
  } finally {
    end()
  }
}

async function received(receiving: Promise<Upload> | null): Promise<Upload> {
  const upload = await receiving
  if (!upload) throw httpFail('upload_one_file')
  return upload
}
