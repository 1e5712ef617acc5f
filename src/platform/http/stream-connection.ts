import type { ServerResponse } from 'node:http'

/** A caller that takes less than this is slow; Node itself buffers 64 KiB before it says so. */
const MOST_BUFFERED = 128_000
/** One that takes nothing for so long is gone, or will come again by itself. */
const STALLED_MS = 60_000

/** A response that goes on for hours, to a caller who may be slow. */
export interface StreamConnection {
  /** Takes the bytes in any case; false: it holds enough now, wait for `drained`. */
  write(bytes: Buffer): boolean
  /** Resolves when it can take more, or is closed. */
  drained(): Promise<void>
  /** Writes a sign of life if nothing was written for `idleMs`; cuts a connection that has stalled. */
  keepAlive(sign: Buffer, idleMs: number): void
  end(): void
}

export function openStreamConnection(outgoing: ServerResponse): StreamConnection {
  let lastWrite = performance.now()
  const isClosed = (): boolean => outgoing.writableEnded || outgoing.destroyed
  // A connection that breaks is closed, which its owner hears.
  outgoing.on('error', () => undefined)
  outgoing.socket?.setKeepAlive(true, 30_000)

  const write = (bytes: Buffer): boolean => {
    if (isClosed()) return true
    lastWrite = performance.now()
    outgoing.write(bytes)
    return outgoing.writableLength < MOST_BUFFERED
  }

  return {
    write,
    drained: () =>
      new Promise((resolve) => {
        if (isClosed() || !outgoing.writableNeedDrain) return resolve()
        const done = (): void => {
          outgoing.off('drain', done)
          outgoing.off('close', done)
          resolve()
        }
        outgoing.on('drain', done)
        outgoing.on('close', done)
      }),
    keepAlive(sign, idleMs) {
      const idle = performance.now() - lastWrite
      if (!outgoing.writableNeedDrain) {
        if (idle >= idleMs) write(sign)
      } else if (idle >= STALLED_MS) outgoing.destroy()
    },
    end() {
      if (isClosed()) return
      // What a slow caller has not taken would hold the connection open; it comes again after its last event.
      if (outgoing.writableNeedDrain) outgoing.destroy()
      else outgoing.end()
    },
  }
}
