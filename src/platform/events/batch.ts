/** One event as it goes over the wire. */
export interface Frame {
  seq: number
  bytes: Buffer
}

/** A stretch of one person's events, made once for all who follow them. */
export interface Batch {
  /** What was read lies after this number: between it and the first frame there is nothing. */
  after: number
  last: number
  frames: readonly Frame[]
  /** All frames in one piece. */
  bytes: Buffer
}

/** null when there are no frames. */
export function batchOf(after: number, frames: readonly Frame[]): Batch | null {
  const last = frames.at(-1)
  if (!last) return null
  const bytes = frames.length === 1 ? last.bytes : Buffer.concat(frames.map((frame) => frame.bytes))
  return { after, last: last.seq, frames, bytes }
}

/** What of a batch comes after `seq`. */
export function restOf(batch: Batch, seq: number): Batch | null {
  if (batch.after >= seq) return batch
  return batchOf(
    seq,
    batch.frames.filter((frame) => frame.seq > seq),
  )
}
