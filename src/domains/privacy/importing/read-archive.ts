import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { failWith } from '../../../platform/errors.ts'
import { privacyErrors } from '../errors.ts'
import { sha256 } from '../exporting/collect-archive.ts'
import { ARCHIVE_VERSION, manifestSchema, type Manifest } from '../schema.ts'

const fail = failWith(privacyErrors)

const MAX_ENTRIES = 5_000
const MAX_ENTRY_BYTES = 100_000_000
const MAX_TOTAL_BYTES = 250_000_000

export type Row = Record<string, unknown>

export interface Archive {
  manifest: Manifest
  tables: Map<string, Row[]>
  /** By the id of their version. */
  files: Map<string, Buffer>
}

const wanted = (name: string): boolean =>
  name === 'manifest.json' ||
  /^data\/[a-z_]+\.ndjson$/.test(name) ||
  /^files\/[0-9a-f-]{36}(\.\w+)?$/.test(name)

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** What is wanted of the zip, by name. yauzl holds each entry to the size it claims, so the claims can be added up. */
async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
  if (zip.entryCount > MAX_ENTRIES) throw fail('archive_too_large', { message: `${zip.entryCount} entries` })
  const contents = new Map<string, Buffer>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry
    if (!wanted(fileName)) continue
    total += uncompressedSize
    if (uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES)
      throw fail('archive_too_large', { message: `${fileName} unpacks to too much` })
    if (entry.isEncrypted() || contents.has(fileName))
      throw fail('archive_unreadable', { message: `${fileName} is encrypted or there twice` })
    contents.set(fileName, await readEntry(zip, entry))
  }
  return contents
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw fail('archive_unreadable', { message: `${where} is no JSON`, cause })
  }
}

function readManifest(contents: ReadonlyMap<string, Buffer>): Manifest {
  const content = contents.get('manifest.json')
  if (!content) throw fail('archive_unreadable', { message: 'no manifest' })
  const json = parseJson(content.toString('utf8'), 'manifest.json')
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null
  // Before its form: a newer one may have another.
  if (typeof version === 'number' && version > ARCHIVE_VERSION) throw fail('archive_newer')
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) throw fail('archive_unreadable', { message: 'the manifest has another form' })
  return parsed.data
}

function asRow(line: string, where: string): Row {
  const row = parseJson(line, where)
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw fail('archive_row_invalid', { message: `${where} is no object` })
  return row as Row
}

function checked(contents: ReadonlyMap<string, Buffer>, path: string, hash: string): Buffer {
  const content = contents.get(path)
  if (!content || sha256(content) !== hash)
    throw fail('archive_changed', { message: `${path} is missing or was changed` })
  return content
}

async function unpackSafely(bytes: Buffer): Promise<Map<string, Buffer>> {
  try {
    return await unpack(bytes)
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'DomainError') throw cause
    throw fail('archive_unreadable', { message: 'the zip can’t be read', cause })
  }
}

/**
 * Reads an archive whole and compares it with its manifest. Throws archive_unreadable, archive_too_large, archive_newer,
 * archive_changed, archive_row_invalid.
 */
export async function readArchive(bytes: Buffer, tableNames: readonly string[]): Promise<Archive> {
  const contents = await unpackSafely(bytes)
  const manifest = readManifest(contents)
  const tables = new Map<string, Row[]>()
  for (const name of tableNames) {
    const described = manifest.tables[name]
    if (!described) continue
    const content = checked(contents, `data/${name}.ndjson`, described.sha256).toString('utf8')
    const lines = content.split('\n').filter((line) => line !== '')
    if (lines.length !== described.rows)
      throw fail('archive_changed', { message: `${name} has ${lines.length} rows, not ${described.rows}` })
    tables.set(
      name,
      lines.map((line, index) => asRow(line, `${name}, line ${index + 1}`)),
    )
  }
  const files = new Map<string, Buffer>()
  for (const [path, { sha256: hash }] of Object.entries(manifest.files)) {
    const id = /^files\/([0-9a-f-]{36})/.exec(path)?.[1]
    if (id !== undefined) files.set(id, checked(contents, path, hash))
  }
  return { manifest, tables, files }
}
