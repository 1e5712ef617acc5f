import { createHmac, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** A server on this machine that speaks as much of Supabase's storage API as our adapter calls, in its own words and statuses. */
export interface FakeSupabase {
  url: string
  serviceKey: string
  buckets: Map<string, FakeBucket>
  /** Methods and paths, without queries. */
  requests: string[]
  /** Breaks off every request until it is set back. */
  isDown: boolean
  close(): Promise<void>
}

interface FakeBucket {
  public: boolean
  files: Map<string, { bytes: Buffer; contentType: string; updatedAt: Date }>
}

interface Call {
  method: string
  /** `object`, `list`, bucket, file … */
  path: string[]
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body: Buffer | object
}

const given = (body: Buffer | object): Answer => ({ status: 200, body })
/** It answers 400 to most refusals and says the true status in the body. */
const refused = (statusCode: number, error: string, message: string): Answer => ({
  status: statusCode >= 500 ? statusCode : 400,
  body: { statusCode: String(statusCode), error, message },
})
const noObject = (): Answer => refused(404, 'not_found', 'Object not found')
const noBucket = (): Answer => refused(404, 'Bucket not found', 'Bucket not found')

const bodySchema = z.object({
  name: z.string().default(''),
  public: z.boolean().default(false),
  prefix: z.string().default(''),
  limit: z.number().default(100),
  offset: z.number().default(0),
  expiresIn: z.number().default(0),
  prefixes: z.array(z.string()).default([]),
})
const json = (body: Buffer): z.infer<typeof bodySchema> => bodySchema.parse(JSON.parse(body.toString()))

/** Entries right below a folder: files with an id, folders without. */
function listFolder(files: FakeBucket['files'], body: Buffer): object[] {
  const { prefix, limit, offset } = json(body)
  const folder = prefix === '' ? '' : `${prefix}/`
  const names = new Set<string>()
  for (const key of files.keys()) {
    if (key.startsWith(folder)) names.add(key.slice(folder.length).split('/', 1)[0] ?? '')
  }
  const page = [...names].toSorted().slice(offset, offset + limit)
  return page.map((name) => {
    const file = files.get(folder + name)
    if (!file) return { name, id: null, updated_at: null, created_at: null, metadata: null }
    const at = file.updatedAt.toISOString()
    return { name, id: name, updated_at: at, created_at: at, metadata: { size: file.bytes.length } }
  })
}

class Service {
  readonly buckets = new Map<string, FakeBucket>()
  private readonly secret = randomBytes(32)
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  answer(call: Call): Answer {
    const [kind, ...rest] = call.path
    if (kind === 'bucket') return this.bucket(call, rest[0])
    if (kind !== 'object') return refused(404, 'not_found', 'Route not found')
    if (rest[0] === 'list') return this.list(call, rest[1])
    if (rest[0] === 'sign') return this.sign(call, rest[1], rest.slice(2).join('/'))
    return this.object(call, rest[0], rest.slice(1).join('/'))
  }

  /** Whoever has the token needs no key. */
  linked({ path, query }: Call): Answer {
    const [, , bucket = '', ...names] = path
    const key = names.join('/')
    const [until = '', signature, ...rest] = (query.get('token') ?? '').split('.')
    if (rest.length > 0 || signature !== this.signature(bucket, key, until))
      return refused(400, 'InvalidJWT', 'signature verification failed')
    if (this.now().getTime() >= Number(until))
      return refused(400, 'InvalidJWT', '"exp" claim timestamp check failed')
    const file = this.buckets.get(bucket)?.files.get(key)
    if (!file) return noObject()
    const name = query.get('download')
    const disposition: Record<string, string> =
      name === null
        ? {}
        : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)};` }
    return { status: 200, headers: { 'Content-Type': file.contentType, ...disposition }, body: file.bytes }
  }

  private signature(bucket: string, key: string, until: string): string {
    return createHmac('sha256', this.secret).update(`${bucket}/${key}/${until}`).digest('base64url')
  }

  private bucket({ method, body }: Call, id: string | undefined): Answer {
    if (method === 'POST') {
      const { name, public: isPublic } = json(body)
      if (this.buckets.has(name)) return refused(409, 'Duplicate', 'The resource already exists')
      this.buckets.set(name, { public: isPublic, files: new Map() })
      return given({ name })
    }
    const bucket = this.buckets.get(id ?? '')
    return bucket ? given({ id, name: id, public: bucket.public }) : noBucket()
  }

  private list({ body }: Call, name = ''): Answer {
    const bucket = this.buckets.get(name)
    return bucket ? given(listFolder(bucket.files, body)) : noBucket()
  }

  private sign({ body }: Call, name = '', key: string): Answer {
    if (!this.buckets.get(name)?.files.has(key))
      return refused(404, 'not_found', 'Either the object does not exist or you do not have access to it')
    const until = String(this.now().getTime() + json(body).expiresIn * 1_000)
    return given({
      signedURL: `/object/sign/${name}/${key}?token=${until}.${this.signature(name, key, until)}`,
    })
  }

  private object({ method, headers, body }: Call, name = '', key: string): Answer {
    const files = this.buckets.get(name)?.files
    if (!files) return noBucket()
    if (method === 'DELETE') {
      return given(
        json(body)
          .prefixes.filter((each) => files.delete(each))
          .map((each) => ({ name: each })),
      )
    }
    const known = files.get(key)
    if (method === 'GET') return known ? given(known.bytes) : noObject()
    if (known && headers['x-upsert'] !== 'true')
      return refused(409, 'Duplicate', 'The resource already exists')
    files.set(key, { bytes: body, contentType: headers['content-type'] ?? '', updatedAt: this.now() })
    return given({ Id: key, Key: `${name}/${key}` })
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const isBytes = Buffer.isBuffer(body)
  response.writeHead(status, { ...(isBytes ? {} : { 'Content-Type': 'application/json' }), ...headers })
  response.end(isBytes ? body : JSON.stringify(body))
}

export async function startFakeSupabase({
  now = () => new Date(),
}: { now?: () => Date } = {}): Promise<FakeSupabase> {
  const service = new Service(now)
  const serviceKey = `service-${randomBytes(16).toString('hex')}`
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost')
    const { method = '', headers } = request
    fake.requests.push(`${method} ${pathname}`)
    if (fake.isDown) return void request.destroy()
    const path = pathname
      .replace(/^\/storage\/v1\//, '')
      .split('/')
      .map(decodeURIComponent)
    const call: Call = { method, path, query, headers, body: await buffer(request) }
    const isLink = method === 'GET' && path[0] === 'object' && path[1] === 'sign'
    if (isLink) return send(response, service.linked(call))
    if (headers.authorization !== `Bearer ${serviceKey}`)
      return send(response, refused(403, 'Unauthorized', 'Invalid Compact JWS'))
    send(response, service.answer(call))
  }
  // What breaks off while it is sent is not stored, and nobody waits for an answer.
  const server = createServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  const fake: FakeSupabase = {
    url: `http://127.0.0.1:${address.port}`,
    serviceKey,
    buckets: service.buckets,
    requests: [],
    isDown: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return fake
}
