import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { until } from './until.ts'

/** An answer that comes in pieces, as it comes over the wire. */
export interface RawStream {
  answer: IncomingMessage
  /** What has come so far. */
  text(): string
  /** Waits until that holds the pattern. */
  untilText(pattern: RegExp | string): Promise<string>
  /** Resolves when the server has ended or cut it. */
  ended: Promise<void>
  /** Leaves. */
  close(): void
}

export async function openRawStream(
  url: string,
  headers: Record<string, string> = {},
  /** Of a server that listens there instead of on a port. */
  socketPath?: string,
): Promise<RawStream> {
  const call = request(url, { headers, socketPath })
  call.on('error', () => undefined)
  call.end()
  const [answer]: IncomingMessage[] = await once(call, 'response')
  if (!answer) throw new Error('no answer')
  let text = ''
  answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  answer.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => answer.once('close', () => resolve()))
  return {
    answer,
    text: () => text,
    untilText: (pattern) =>
      until(async () => (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)) && text),
    ended,
    close: () => void call.destroy(),
  }
}
