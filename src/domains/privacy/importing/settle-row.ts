import type { Archive, Row } from './read-archive.ts'

interface Settling {
  userId: string
  archive: Archive
  /** Of the row among its table's. */
  index: number
  firstSeq: number
  uuid: () => string
}

const UNDER_WAY = 'It was under way when the archive was made.'

/** No job works on what was under way in another account: it has ended there. */
function endRun(row: Row, { archive }: Settling): Row {
  if (row['state'] !== 'queued' && row['state'] !== 'running') return row
  const finished_at = row['finished_at'] ?? archive.manifest.exportedAt
  return { ...row, state: 'cancelled', error_words: UNDER_WAY, finished_at }
}

/** The file lies below its new owner. */
function placeVersion(row: Row, { userId, uuid }: Settling): Row {
  const placed = { ...row, file_key: `${userId}/${uuid()}` }
  return row['state'] === 'reading'
    ? { ...placed, state: 'failed', error_code: 'import_unfinished', error_words: UNDER_WAY }
    : placed
}

/** What a row becomes in another account besides its ids. */
export function settleRow(table: string, row: Row, settling: Settling): Row {
  if (table === 'agent_run') return endRun(row, settling)
  if (table === 'resume_version') return placeVersion(row, settling)
  // Numbers go on after the person's own; the archive has them in order.
  if (table === 'run_event') return { ...row, seq: settling.firstSeq + settling.index }
  return row
}
