import { readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadRequest } from './protocol.ts'
import { readDocument } from './read-document.ts'

/** At positions of its own: whoever opened the file may be reading it too. */
function readAll(fd: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size;) {
    const read = readSync(fd, bytes, at, size - at, at)
    if (read === 0) return bytes.subarray(0, at)
    at += read
  }
  return bytes
}

// Only extract-text.ts starts this file.
const request = workerData as ThreadRequest
const bytes = 'bytes' in request ? request.bytes : readAll(request.fd, request.size)
parentPort?.postMessage(await readDocument({ type: request.type, bytes }))
