import type { ReadDocument } from './layout.ts'
import type { ResumeFileType } from './sniff-type.ts'

export interface ReadRequest {
  type: ResumeFileType
  bytes: Uint8Array
}

/** What the worker thread is given: bytes, or a file that is open in this process. */
export type ThreadRequest = { type: ResumeFileType } & ({ bytes: Uint8Array } | { fd: number; size: number })

/** What travels back to extract-text.ts. */
export type ReadReply = { ok: true; document: ReadDocument } | { ok: false; code: string; message: string }
