import type { ReadDocument } from './layout.ts'
import type { ResumeFileType } from './sniff-type.ts'

/** What travels between extract-text.ts and the worker thread. */
export interface ReadRequest {
  type: ResumeFileType
  bytes: Uint8Array
}
export type ReadReply = { ok: true; document: ReadDocument } | { ok: false; code: string; message: string }
