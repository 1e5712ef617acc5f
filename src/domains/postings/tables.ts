import type { ColumnType, Generated } from 'kysely'
import type { Posting } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>

interface PostingTable {
  id: string
  user_id: string
  source: string
  board: string | null
  external_id: string
  url: string
  canonical_url: string
  title: string
  organization: string
  title_key: string
  organization_key: string
  /** The Posting without its raw payload, which the snapshot keeps. Written as JSON text. */
  data: ColumnType<unknown, string, never>
  /** Of `data`, for lists: the places as the posting writes them. */
  places: ColumnType<string[], never, never>
  /** Of `data`, for lists. */
  workplace_type: ColumnType<Posting['workplaceType'], never, never>
  /** Title, organisation and places without case and accents (app.fold_text). */
  search_text: ColumnType<string, never, never>
  /** What matching reads; requirement spans index it, so it never changes. */
  text: string
  content_hash: string
  notices: string[]
  duplicate_of: string | null
  state: 'open' | 'looks_closed'
  /** Came with "Try it with sample data" and goes with it. */
  is_sample: Generated<boolean>
  created_at: Created
  updated_at: Created
}

interface PostingSnapshotTable {
  id: string
  user_id: string
  /** Null until the posting was read from it. */
  posting_id: string | null
  origin: 'fetched' | 'pasted' | 'file' | 'by_hand'
  url: string | null
  file_name: string | null
  content_type: string
  /** The bytes as they came. */
  body: Buffer
  sha256: string
  /** What the person typed beside them (title, organisation …) or asked for (pick). */
  details: ColumnType<unknown, string, string>
  fetched_at: Date
  /** When it goes unless somebody decides to keep it; null once a run or a posting has it. */
  expires_at: Date | null
  created_at: Created
}

interface PostingLocatorTable {
  posting_id: string
  user_id: string
  source: string
  board: Generated<string>
  external_id: string
  created_at: Created
}

export interface PostingTables {
  posting: PostingTable
  posting_snapshot: PostingSnapshotTable
  posting_locator: PostingLocatorTable
}
