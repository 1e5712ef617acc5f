import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'

const fail = failWith(resumeErrors)

const MAX_ENTRIES = 2_000
const MAX_ENTRY_BYTES = 20 * 1024 * 1024
/** XML seldom shrinks below a hundredth; what claims more is a bomb. */
const MAX_RATIO = 200

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error)
      else resolve(zip)
    })
  })
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

function refuse(entry: Entry): boolean {
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  return (
    entry.uncompressedSize > MAX_ENTRY_BYTES || (ratio > MAX_RATIO && entry.uncompressedSize > 1024 * 1024)
  )
}

/** The wanted entries of a zip by name; refuses encrypted ones and bombs. */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<Map<string, string>> {
  const zip = await openZip(bytes).catch((error: unknown) => {
    throw fail('resume_corrupt', { cause: error })
  })
  if (zip.entryCount > MAX_ENTRIES) throw fail('resume_corrupt', { message: `${zip.entryCount} zip entries` })
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>()
    zip.on('error', (error: unknown) => reject(fail('resume_corrupt', { cause: error })))
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      if (!wanted(entry.fileName)) return zip.readEntry()
      if (entry.isEncrypted()) return reject(fail('resume_encrypted'))
      if (refuse(entry))
        return reject(fail('resume_corrupt', { message: `zip entry ${entry.fileName} is too large` }))
      readEntry(zip, entry).then(
        (content) => {
          files.set(entry.fileName, content.toString('utf8'))
          zip.readEntry()
        },
        (error: unknown) => reject(fail('resume_corrupt', { cause: error })),
      )
    })
    zip.readEntry()
  })
}
