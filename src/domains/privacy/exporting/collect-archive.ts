import { createHash } from 'node:crypto'
import type { AppContext } from '../../../context.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { readResume } from '../../resumes/read-resume.ts'
import type { JsonResume } from '../../resumes/schema.ts'
import { ARCHIVE_VERSION, type Manifest } from '../schema.ts'
import { userData } from '../user-data.ts'
import { archiveReadme } from './archive-readme.ts'
import { holdSnapshot, listStoredFiles, type FileOfVersion } from './queries.ts'
import type { ArchiveFile } from './stream-zip.ts'

const JSON_RESUME = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json'

export interface Progress {
  (percent: number, words: string): Promise<void>
}

interface Collected {
  data: ArchiveFile[]
  tables: Manifest['tables']
  files: FileOfVersion[]
  resume: JsonResume | null
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** One line a row; as bytes, since all lines together may be more than a string holds. */
function toNdjson(rows: readonly unknown[]): Buffer {
  return Buffer.concat(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)))
}

/** All at one moment: what one table says fits what another does. Of the rows only their lines stay in memory. */
function collectRows(db: AppContext['db'], userId: string, progress: Progress): Promise<Collected> {
  return readAsWorker(db, async (tx: Tx) => {
    await holdSnapshot(tx)
    const data: ArchiveFile[] = []
    const tables: Manifest['tables'] = {}
    for (const [index, part] of userData.entries()) {
      for (const [name, rows] of Object.entries(await part.export(tx, userId))) {
        const content = toNdjson(rows)
        data.push({ path: `data/${name}.ndjson`, content })
        tables[name] = { rows: rows.length, sha256: sha256(content) }
        await progress(Math.round((70 * index) / userData.length), `Collected: ${name}`)
      }
    }
    const files = await listStoredFiles(tx, userId)
    const resume = await readResume(tx, userId)
    return { data, tables, files, resume: resume?.jsonResume ?? null }
  })
}

/** The uploaded files; one that is missing from storage is left out, as its row says nothing else than before. */
async function collectFiles(
  storage: AppContext['storage'],
  versions: readonly FileOfVersion[],
): Promise<ArchiveFile[]> {
  const files: ArchiveFile[] = []
  for (const { id, file_key: key, file_name: name } of versions) {
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
): Promise<ArchiveFile[]> {
  const exportedAt = ctx.clock.now().toISOString()
  const { data, tables, files: versions, resume } = await collectRows(ctx.db, userId, progress)
  await progress(75, 'Collecting your files')
  const files = await collectFiles(ctx.storage, versions)
  if (resume) files.push(jsonResumeFile(resume, exportedAt))
  const manifest: Manifest = { version: ARCHIVE_VERSION, exportedAt, tables, files: {} }
  for (const { path, content } of files) {
    manifest.files[path] = { bytes: Buffer.byteLength(content), sha256: sha256(content) }
  }
  const readme = { path: 'README.txt', content: archiveReadme(manifest, resume !== null) }
  const described = { path: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` }
  return [readme, ...data, ...files, described]
}
