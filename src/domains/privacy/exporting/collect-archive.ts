import { createHash } from 'node:crypto'
import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { readResume } from '../../resumes/read-resume.ts'
import type { JsonResume } from '../../resumes/schema.ts'
import { ARCHIVE_VERSION, type Manifest } from '../schema.ts'
import { userData } from '../user-data.ts'
import { archiveReadme } from './archive-readme.ts'
import type { ArchiveFile } from './stream-zip.ts'
import { holdSnapshot } from './queries.ts'

const JSON_RESUME = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json'

export interface Progress {
  (percent: number, words: string): Promise<void>
}

interface Collected {
  /** By table, in the order of the register. */
  tables: Record<string, unknown[]>
  resume: JsonResume | null
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** All at one moment: what one table says fits what another does. */
function collectRows(db: AppContext['db'], userId: string, progress: Progress): Promise<Collected> {
  return readAsWorker(db, async (tx: Tx) => {
    await holdSnapshot(tx)
    const tables: Record<string, unknown[]> = {}
    for (const [index, part] of userData.entries()) {
      Object.assign(tables, await part.export(tx, userId))
      await progress(Math.round((50 * (index + 1)) / userData.length), `Collected: ${part.name}`)
    }
    const resume = await readResume(tx, userId)
    return { tables, resume: resume?.jsonResume ?? null }
  })
}

interface StoredResume {
  id: string
  file_key: string
  file_name: string
}

/** What `resume_version` says about its file. */
function storedResumes(rows: unknown[]): StoredResume[] {
  return rows.filter(
    (row): row is StoredResume =>
      typeof row === 'object' &&
      row !== null &&
      'id' in row &&
      typeof row.id === 'string' &&
      'file_key' in row &&
      typeof row.file_key === 'string' &&
      'file_name' in row &&
      typeof row.file_name === 'string',
  )
}

/** The uploaded files; one that is missing from storage is left out, as its row says nothing else than before. */
async function collectFiles(storage: AppContext['storage'], rows: unknown[]): Promise<ArchiveFile[]> {
  const files: ArchiveFile[] = []
  for (const { id, file_key: key, file_name: name } of storedResumes(rows)) {
    const content = await storage.get(key)
    const ending = /\.(pdf|docx)$/i.exec(name)?.[0].toLowerCase() ?? ''
    if (content) files.push({ path: `files/${id}${ending}`, content })
  }
  return files
}

function jsonResumeFile(resume: JsonResume, at: string): ArchiveFile {
  const content = { $schema: JSON_RESUME, ...resume, meta: { version: 'v1.0.0', lastModified: at } }
  return { path: 'resume.json', content: `${JSON.stringify(content, null, 2)}\n` }
}

/** Every file of a person's archive, the manifest last. */
export async function collectArchive(
  ctx: Pick<AppContext, 'db' | 'storage' | 'clock'>,
  userId: string,
  progress: Progress,
): Promise<{ files: ArchiveFile[]; manifest: Manifest }> {
  const exportedAt = ctx.clock.now().toISOString()
  const { tables, resume } = await collectRows(ctx.db, userId, progress)
  const manifest: Manifest = { version: ARCHIVE_VERSION, exportedAt, tables: {}, files: {} }
  const data: ArchiveFile[] = []
  const names = Object.keys(tables)
  for (const [index, name] of names.entries()) {
    const rows = tables[name] ?? []
    const content = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    manifest.tables[name] = { rows: rows.length, sha256: sha256(content) }
    data.push({ path: `data/${name}.ndjson`, content })
    await progress(50 + Math.round((30 * (index + 1)) / names.length), `Wrote: ${name}`)
  }
  const files = await collectFiles(ctx.storage, tables['resume_version'] ?? [])
  if (resume) files.push(jsonResumeFile(resume, exportedAt))
  for (const { path, content } of files) {
    manifest.files[path] = { bytes: Buffer.byteLength(content), sha256: sha256(content) }
  }
  const readme = { path: 'README.txt', content: archiveReadme(manifest, resume !== null) }
  const described = { path: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` }
  return { files: [readme, ...data, ...files, described], manifest }
}
