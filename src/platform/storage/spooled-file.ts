import { createHash, randomUUID } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

/** A file on its way in: on disk, not in memory, and without a name, so that a crash leaves nothing of it. */
export interface SpooledFile {
  /** In bytes. */
  size: number
  /** Hexadecimal. */
  sha256: string
  /** Its first bytes, 1,024 at most. */
  head: Uint8Array
  /** For threads of this process, which read at positions of their own; until `close`. */
  fd: number
  stream(): Readable
  /** It is gone then. */
  close(): Promise<void>
}

const HEAD = 1_024

async function openNameless(): Promise<{ handle: FileHandle; forget: () => Promise<void> }> {
  const file = path.join(tmpdir(), `jobpilot-upload-${randomUUID()}`)
  const handle = await open(file, 'wx+', 0o600)
  // Windows keeps the name as long as the file is open.
  if (process.platform === 'win32') return { handle, forget: () => rm(file, { force: true }) }
  await rm(file)
  return { handle, forget: async () => undefined }
}

/** Writes what comes; what the source throws is thrown on, and nothing is left. */
export async function spool(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<SpooledFile> {
  const { handle, forget } = await openNameless()
  const close = async (): Promise<void> => {
    await handle.close()
    await forget()
  }
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)])
      await handle.write(chunk, 0, chunk.length, size)
      size += chunk.length
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    size,
    sha256: hash.digest('hex'),
    head,
    fd: handle.fd,
    stream: () =>
      size === 0 ? Readable.from([]) : handle.createReadStream({ start: 0, end: size - 1, autoClose: false }),
    close,
  }
}
