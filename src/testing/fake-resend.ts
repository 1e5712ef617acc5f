import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

const mailSchema = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
})

export type TakenMail = z.infer<typeof mailSchema> & { id: string; key: string }

/**
 * How it answers whoever wants to send. `hang_up`: the connection breaks; `lose_answer`: so it does, but the mail was
 * taken; `hold`: the mail is taken, no answer comes.
 */
export type FakeAnswer =
  | 'accept'
  | 'hang_up'
  | 'lose_answer'
  | 'hold'
  | { status: number; name: string; message?: string; retryAfter?: string }

export interface FakeResend {
  url: string
  apiKey: string
  webhookSecret: string
  /** Mails that it took, each once per idempotency key. */
  mails: TakenMail[]
  /** Idempotency keys of all requests, those in vain too. */
  asked: string[]
  /** From now on. */
  answer(how: FakeAnswer): void
  /** A signed message to our webhook. */
  report(
    type: string,
    data: Record<string, unknown>,
    id?: string,
  ): { headers: Record<string, string>; body: string }
  close(): Promise<void>
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const refusal = (statusCode: number, name: string, message: string) => ({ statusCode, name, message })

/** Speaks as much of Resend's HTTP API as sending needs, idempotency as its documentation has it. */
export async function startFakeResend(): Promise<FakeResend> {
  const apiKey = 're_test_key'
  const webhookKey = Buffer.from('a key of the fake provider, 32 long')
  const mails: TakenMail[] = []
  const asked: string[] = []
  const known = new Map<string, { hash: string; id: string }>()
  let how: FakeAnswer = 'accept'

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const key = String(request.headers['idempotency-key'] ?? '')
    asked.push(key)
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return reply(response, 401, refusal(401, 'invalid_api_key', 'API key is invalid'))
    if (how === 'hang_up') return void request.socket.destroy()
    if (typeof how === 'object') {
      const { status, name, message = 'no', retryAfter } = how
      return reply(
        response,
        status,
        refusal(status, name, message),
        retryAfter ? { 'retry-after': retryAfter } : {},
      )
    }
    const hash = createHash('sha256').update(body).digest('hex')
    const before = known.get(key)
    if (before && before.hash !== hash)
      return reply(response, 409, refusal(409, 'invalid_idempotent_request', 'Same key, another payload'))
    const id = before?.id ?? randomUUID()
    if (!before) {
      mails.push({ ...mailSchema.parse(JSON.parse(body)), id, key })
      known.set(key, { hash, id })
    }
    if (how === 'lose_answer') request.socket.destroy()
    else if (how !== 'hold') reply(response, 200, { id })
  }

  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/emails')
      send(request, response).catch((error: unknown) =>
        reply(response, 422, refusal(422, 'validation_error', String(error))),
      )
    else reply(response, 404, refusal(404, 'not_found', 'No such endpoint'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the fake provider has no port')
  return {
    url: `http://127.0.0.1:${bound.port}`,
    apiKey,
    webhookSecret: `whsec_${webhookKey.toString('base64')}`,
    mails,
    asked,
    answer: (next) => (how = next),
    report(type, data, id = `msg_${randomUUID()}`) {
      const body = JSON.stringify({ type, created_at: new Date().toISOString(), data })
      const timestamp = String(Math.floor(Date.now() / 1_000))
      const signed = createHmac('sha256', webhookKey).update(`${id}.${timestamp}.${body}`).digest('base64')
      const headers = {
        'content-type': 'application/json',
        'svix-id': id,
        'svix-timestamp': timestamp,
        'svix-signature': `v1,${signed}`,
      }
      return { headers, body }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
