import { createHash } from 'node:crypto'
import type { NewSnapshot, SnapshotRow } from './queries.ts'

/** What the person typed or asked for beside the payload. */
export interface SnapshotDetails {
  pick?: string | undefined
  title?: string | undefined
  organization?: string | undefined
  url?: string | undefined
  location?: string | undefined
}

export interface SnapshotInput {
  id: string
  userId: string
  origin: SnapshotRow['origin']
  bytes: Uint8Array
  contentType: string
  fetchedAt: Date
  url?: string | null
  fileName?: string | null
  details?: SnapshotDetails
}

export function newSnapshot(input: SnapshotInput): NewSnapshot {
  const body = Buffer.from(input.bytes)
  return {
    id: input.id,
    user_id: input.userId,
    posting_id: null,
    origin: input.origin,
    url: input.url ?? null,
    file_name: input.fileName?.slice(0, 255) ?? null,
    content_type: input.contentType,
    body,
    sha256: createHash('sha256').update(body).digest('hex'),
    details: input.details ?? {},
    fetched_at: input.fetchedAt,
  }
}

const BOMS: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** Text of bytes: by byte-order mark, else UTF-8, else the encoding of old Windows files. */
export function decodeText(bytes: Uint8Array): string {
  const bom = BOMS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))
  if (bom) return new TextDecoder(bom[1]).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const MAGIC: [string, string][] = [
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'Word or zip'],
  ['\u00d0\u00cf\u0011\u00e0', 'old Word'],
  ['\u0089PNG', 'image'],
  ['\u00ff\u00d8\u00ff', 'image'],
  ['GIF8', 'image'],
]

/** What kind of file it is when it is none that can hold a posting's text here; null for text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const known = MAGIC.find(([magic]) => start.startsWith(magic))
  if (known) return known[1]
  const utf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start)
  return !utf16 && bytes.subarray(0, 4_000).filter((byte) => byte === 0).length > 3 ? 'binary' : null
}
