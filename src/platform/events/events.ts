import type { Listener } from './switchboard.ts'

/** A doorbell: it says that a person's stream grew, never what was added. */
export interface Events {
  /** Coalesced NOTIFY, off the commit path; call through afterCommit. */
  ring(userId: string): void
  /** Calls `listener` whenever the person's stream may have grown, here or in another process. */
  listen(userId: string, listener: Listener): () => void
}
