import { streamOptions } from './procedures.ts'

/**
 * What tRPC's own producer of server-sent events writes, byte for byte (@trpc/server, stream/sse.ts): its client
 * knows these names. event-responder.test.ts compares the two.
 */
const frame = (fields: string): Buffer => Buffer.from(`${fields}\n\n`)

export const connectedFrame = frame(`event: connected\ndata: ${JSON.stringify(streamOptions.client)}\n`)
export const pingFrame = frame('event: ping\ndata: \n')

/** A tracked value: the client sends the id back when it comes again. */
export const trackedFrame = (id: string, data: unknown): Buffer =>
  frame(`data: ${JSON.stringify(data)}\nid: ${id}\n`)

export const streamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  Vary: 'trpc-accept, accept',
  Connection: 'keep-alive',
}
