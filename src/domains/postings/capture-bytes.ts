import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { startRun } from '../agents/start-run.ts'
import { captureAgent } from './capture-agent.ts'
import { postingErrors } from './errors.ts'
import { insertSnapshot } from './queries.ts'
import { binaryKind, newSnapshot, type SnapshotDetails } from './snapshot.ts'

const fail = failWith(postingErrors)

/** The largest file or text that is taken, in bytes. */
export const MAX_CAPTURE_BYTES = 2 * 1024 * 1024

type Parts = Pick<AppContext, 'clock' | 'events' | 'jobs'>

/** What the person gave instead of an address. */
export interface CapturedBytes {
  origin: 'pasted' | 'file' | 'by_hand'
  bytes: Uint8Array
  fileName?: string
  details: SnapshotDetails
}

export interface CaptureBytes extends CapturedBytes {
  userId: string
  /** W3C traceparent of the request. */
  traceparent?: string | null
}

/** Throws posting_empty, _too_large, _unrecognised. */
export function assertReadable({ bytes, origin }: CapturedBytes): void {
  if (bytes.length > MAX_CAPTURE_BYTES) throw fail('posting_too_large')
  if (bytes.length === 0 && origin !== 'by_hand') throw fail('posting_empty')
  const kind = origin === 'file' ? binaryKind(bytes) : null
  if (!kind) return
  throw fail('posting_unrecognised', {
    userMessage: `This is a ${kind} file. Give the posting as text, HTML, JSON or XML, or paste its text.`,
  })
}

/** Stores what the person gave and starts reading it: both or neither. Throws posting_empty, _too_large, _unrecognised. */
export async function captureBytes(tx: Tx, ctx: Parts, input: CaptureBytes): Promise<{ runId: string }> {
  assertReadable(input)
  const { userId, traceparent = null, origin, bytes, fileName = null, details } = input
  const id = ctx.clock.uuid()
  const contentType = origin === 'file' ? 'application/octet-stream' : 'text/plain; charset=utf-8'
  await insertSnapshot(
    tx,
    newSnapshot({
      id,
      userId,
      origin,
      bytes,
      contentType,
      fetchedAt: ctx.clock.now(),
      url: null,
      fileName,
      details,
    }),
  )
  const { runId } = await startRun(tx, ctx, captureAgent, { userId, traceparent, input: { snapshotId: id } })
  return { runId }
}
