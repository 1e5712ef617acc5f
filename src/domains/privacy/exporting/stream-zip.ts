import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ArchiveFile {
  path: string
  content: string | Uint8Array
}

/** A zip on its way, and what it came to once it is through. */
export interface StreamedZip {
  stream: Readable
  /** After the stream's end. */
  written(): { bytes: number; sha256: string }
}

/** Packs the files in that order while they are read. */
export function streamZip(files: readonly ArchiveFile[], at: Date): StreamedZip {
  const zip = new ZipFile()
  for (const { path, content } of files)
    zip.addBuffer(Buffer.from(content), path, { mtime: at, mode: 0o100644 })
  zip.end()
  const hash = createHash('sha256')
  let bytes = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of zip.outputStream) {
      const part = Buffer.from(chunk)
      hash.update(part)
      bytes += part.length
      yield part
    }
  }
  return { stream: Readable.from(counted()), written: () => ({ bytes, sha256: hash.digest('hex') }) }
}
