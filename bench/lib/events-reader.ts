import { Agent, get, type ClientRequest } from 'node:http'

/** A stream read as cheaply as can be: only the numbers of its events are looked at. */
export interface EventReaderOptions {
  url: string
  token: string
  /** Begin after this number; null: with the next event. */
  after: number | null
  /** Leave it to tRPC's adapter. */
  stock?: boolean
  onOpen?: () => void
  onEvent: (seq: number) => void
  /** The connection is gone, for whatever reason. */
  onEnd?: () => void
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
const END = '\n\n\n'

/** Opens it; the returned function leaves. */
export function readEvents(options: EventReaderOptions): () => void {
  const { url, token, after, stock = false } = options
  const input = encodeURIComponent(JSON.stringify(after === null ? { fromNow: true } : {}))
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
    ...(after === null ? {} : { 'last-event-id': String(after) }),
  }
  const address = `${url}/api/v1/trpc/agents.events?input=${input}${stock ? '&stock' : ''}`
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    options.onEnd?.()
  }
  const call: ClientRequest = get(address, { agent, headers }, (answer) => {
    let rest = ''
    answer.setEncoding('latin1')
    answer.on('data', (chunk: string) => {
      rest = takeFrames(rest + chunk, options)
    })
    answer.on('close', end)
    answer.on('error', end)
    if (answer.statusCode !== 200) call.destroy()
  })
  call.on('error', end)
  call.on('close', end)
  return () => {
    ended = true
    call.destroy()
  }
}

/** Reports the whole frames and returns what is left of the text. */
function takeFrames(text: string, { onOpen, onEvent }: EventReaderOptions): string {
  let start = 0
  for (let end = text.indexOf(END); end !== -1; end = text.indexOf(END, start)) {
    const id = text.lastIndexOf('\nid: ', end)
    if (id >= start) onEvent(Number(text.slice(id + 5, end)))
    else if (text.startsWith('event: connected', start)) onOpen?.()
    start = end + END.length
  }
  return text.slice(start)
}
