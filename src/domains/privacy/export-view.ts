import type { AppContext } from '../../context.ts'
import { archiveName } from './exporting/export-key.ts'
import type { ImportRow, SeenExport } from './queries.ts'
import { importSchema, type Export, type Import } from './schema.ts'

/** An archive as its owner sees it; its link works as long as the archive is there. */
export async function exportView(
  { storage, clock }: Pick<AppContext, 'storage' | 'clock'>,
  row: SeenExport,
): Promise<Export> {
  const { state, storage_key: key, expires_at: expiresAt } = row
  const left = expiresAt ? Math.floor((expiresAt.getTime() - clock.now().getTime()) / 1_000) : 0
  const isThere = state === 'ready' && key !== null && left > 0
  const fileName = archiveName(row.finished_at ?? row.created_at)
  return {
    id: row.id,
    state: state === 'ready' && !isThere ? 'expired' : state,
    progress:
      state === 'preparing'
        ? { percent: row.progress_percent, words: row.progress_words ?? 'Waiting for its turn' }
        : null,
    bytes: row.bytes,
    sha256: row.sha256,
    url: isThere ? await storage.signedUrl(key, { fileName, expiresInSeconds: left }) : null,
    expiresAt: isThere ? (expiresAt?.toISOString() ?? null) : null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** An import as its owner sees it. */
export function importView(row: ImportRow): Import {
  const result = importSchema.shape.result.safeParse(row.result)
  const isOpen = row.finished_at === null
  return {
    id: row.id,
    state: row.state,
    progress: isOpen
      ? { percent: row.progress_percent, words: row.progress_words ?? 'Waiting for its turn' }
      : null,
    problem: row.state === 'failed' || row.state === 'cancelled' ? row.error_words : null,
    result: result.success ? result.data : null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
