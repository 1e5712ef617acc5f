import { parentPort, workerData } from 'node:worker_threads'
import type { ReadRequest } from './protocol.ts'
import { readDocument } from './read-document.ts'

// Only extract-text.ts starts this file, with a ReadRequest.
parentPort?.postMessage(await readDocument(workerData as ReadRequest))
