import type { Readable } from 'node:stream'

export interface StoredFile {
  key: string
  /** Size in bytes. */
  bytes: number
  /** When it was put there last. */
  modifiedAt: Date
}

/** What a signed link of this server leads to. */
export interface LinkedFile {
  fileName: string
  bytes: number
  /** To be read to its end or destroyed. */
  open(): Readable
}

export interface LinkOptions {
  /** The name under which a browser saves it. */
  fileName: string
  /** Default 900: a quarter of an hour. */
  expiresInSeconds?: number
}

/**
 * Files of people, under keys `<userId>/<name>[/<name>…]`; anything else is refused with a TypeError. All but `get`, `getStream` and
 * `openLink` throw storage_unavailable when the place where files lie doesn't answer, and so do they.
 */
export interface Storage {
  /** Overwrites. There is the whole file under the key afterwards or, when this fails, what was there before. */
  put(key: string, content: Uint8Array | Readable, contentType: string): Promise<void>
  get(key: string): Promise<Uint8Array | null>
  /** To be read to its end or destroyed. */
  getStream(key: string): Promise<Readable | null>
  /** Deleting what isn't there is fine. */
  delete(key: string): Promise<void>
  /** Every file below `<userId>` or `<userId>/<folder>`, in no particular order; below '' those of everybody. */
  list(prefix: string): AsyncIterable<StoredFile>
  /** An address that gives the file, as a download, to whoever has it, for a while. Throws file_not_found. */
  signedUrl(key: string, options: LinkOptions): Promise<string>
  /** Null: expired, tampered with, gone, or links of this storage lead to another server. */
  openLink(token: string): Promise<LinkedFile | null>
}
