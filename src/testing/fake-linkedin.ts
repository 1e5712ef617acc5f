import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { LinkedinEndpoints } from '../domains/account/linkedin/linkedin-provider.ts'

export interface LinkedinPerson {
  sub: string
  email?: string
  /** LinkedIn says it as a boolean or as a word. */
  email_verified?: boolean | string
  name?: string
}

/** A server that speaks what we use of LinkedIn's OpenID Connect, and is as strict where that is known to matter. */
export interface FakeLinkedin {
  endpoints: LinkedinEndpoints
  keys: { clientId: string; clientSecret: string }
  /** What a person does there: allows it (as whom), or says no. */
  allow(person: LinkedinPerson): void
  refuse(error: string): void
  /** Every request from now on fails so; null: none. */
  breakDown(status: number | null): void
  /** Paths asked for, oldest first. */
  asked: string[]
  close(): Promise<void>
}

const keys = { clientId: 'linkedinclient', clientSecret: 'a secret of tests' }

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export async function createFakeLinkedin(): Promise<FakeLinkedin> {
  let behaviour: { person: LinkedinPerson } | { error: string } = { error: 'access_denied' }
  let broken: number | null = null
  const asked: string[] = []
  const codes = new Map<string, { redirectUri: string; person: LinkedinPerson }>()
  const tokens = new Map<string, LinkedinPerson>()

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const redirectUri = query.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    back.searchParams.set('state', query.get('state') ?? '')
    if ('error' in behaviour) {
      back.searchParams.set('error', behaviour.error)
      back.searchParams.set('error_description', 'the person said no')
    } else {
      const code = randomUUID()
      codes.set(code, { redirectUri, person: behaviour.person })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }

  const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await text(request))
    const knows = form.get('client_id') === keys.clientId && form.get('client_secret') === keys.clientSecret
    // As the real one does: with a secret it takes no code_verifier.
    if (!knows || form.has('code_verifier')) return answer(response, 401, { error: 'invalid_client' })
    const found = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    if (!found || found.redirectUri !== form.get('redirect_uri'))
      return answer(response, 400, { error: 'invalid_grant' })
    const token = randomUUID()
    tokens.set(token, found.person)
    answer(response, 200, { access_token: token, expires_in: 5_183_999, scope: 'email,openid,profile' })
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    asked.push(pathname)
    if (broken !== null) return answer(response, broken, { error: 'temporarily_unavailable' })
    if (pathname === '/authorization') return authorize(searchParams, response)
    if (pathname === '/accessToken') return void exchange(request, response)
    const person = tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    answer(response, person ? 200 : 401, person ?? { error: 'invalid_token' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const base = `http://127.0.0.1:${port}`
  return {
    endpoints: {
      authorize: `${base}/authorization`,
      token: `${base}/accessToken`,
      userInfo: `${base}/userinfo`,
    },
    keys,
    allow: (person) => void (behaviour = { person }),
    refuse: (error) => void (behaviour = { error }),
    breakDown: (status) => void (broken = status),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
