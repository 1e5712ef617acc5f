import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'

const fail = failWith(resumeErrors)

const MAX_ENTRIES = 2_000
/** Of an entry that is read, and of all of them together. */
const MAX_ENTRY_BYTES = 20 * 1024 * 1024
const MAX_READ_BYTES = 40 * 1024 * 1024
/** Of all entries as they say themselves: ten megabytes of photos are hardly more when unpacked. */
const MAX_TOTAL_BYTES = 300 * 1024 * 1024
/** XML seldom shrinks below a hundredth; what claims more is a bomb. */
const MAX_RATIO = 200

export interface ZipLimits {
  /** Entries that are read. */
  wanted: (name: string) => boolean
  /** Entries that no such file may have. */
  forbidden: (name: string) => boolean
}

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error)
      else resolve(zip)
    })
  })
}

/** Every entry of the directory; none is opened yet. */
function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.readEntry()
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

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  return uncompressedSize > MAX_ENTRY_BYTES || (ratio > MAX_RATIO && uncompressedSize > 1024 * 1024)
}

const totalOf = (entries: readonly Entry[]): number =>
  entries.reduce((total, entry) => total + entry.uncompressedSize, 0)

/** Judges the directory before anything is unpacked; the entries to read. */
function choose(entries: readonly Entry[], { wanted, forbidden }: ZipLimits): Entry[] {
  const refuse = (message: string) => fail('resume_corrupt', { message })
  if (entries.some((entry) => entry.isEncrypted())) throw fail('resume_encrypted')
  const active = entries.find((entry) => forbidden(entry.fileName))
  if (active) throw fail('resume_active_content', { message: `zip entry ${active.fileName}` })
  if (totalOf(entries) > MAX_TOTAL_BYTES) throw refuse('the zip entries claim to be too large')
  const chosen = entries.filter((entry) => wanted(entry.fileName))
  // Which of two a reader takes differs from program to program.
  if (new Set(chosen.map((entry) => entry.fileName)).size < chosen.length)
    throw refuse('two zip entries of one name')
  const bomb = chosen.find(isBomb)
  if (bomb) throw refuse(`zip entry ${bomb.fileName} is too large`)
  if (totalOf(chosen) > MAX_READ_BYTES) throw refuse('the zip entries are too large together')
  return chosen
}

/** The wanted entries of a zip by name; refuses encrypted ones, bombs, and what is forbidden. */
export async function unzip(bytes: Uint8Array, limits: ZipLimits): Promise<Map<string, string>> {
  const corrupt = (cause: unknown): never => {
    throw fail('resume_corrupt', { message: String(cause), cause })
  }
  const zip = await openZip(bytes).catch(corrupt)
  if (zip.entryCount > MAX_ENTRIES) throw fail('resume_corrupt', { message: `${zip.entryCount} zip entries` })
  const files = new Map<string, string>()
  for (const entry of choose(await listEntries(zip).catch(corrupt), limits)) {
    files.set(entry.fileName, (await readEntry(zip, entry).catch(corrupt)).toString('utf8'))
  }
  return files
}
