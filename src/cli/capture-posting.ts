import path from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import type { Client } from '../client.ts'
import { readInput } from './read-input.ts'

/** Starts capturing an address, a file in any known shape, or what comes on standard input (`-`). */
export async function capturePosting(
  client: Client,
  source: string,
  pick?: string,
): Promise<{ runId: string }> {
  if (/^https?:\/\//i.test(source)) return client.postings.captureUrl.mutate({ url: source })
  const bytes = source === '-' ? Buffer.from(await readAll(process.stdin)) : await readInput(source)
  const fileName = source === '-' ? 'standard input' : path.basename(source)
  return client.postings.captureFile.mutate({
    fileName,
    base64: bytes.toString('base64'),
    ...(pick ? { pick } : {}),
  })
}
