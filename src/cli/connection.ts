import { createApp, type App } from '../app.ts'
import { createClient, type Client } from '../client.ts'
import type { Config } from '../config.ts'
import { findLocalPerson } from '../domains/account/find-local-person.ts'
import type { Session } from '../platform/auth/session.ts'
import { CliFailure } from './failure.ts'

/** A way to call the procedures: a server, or the same router in this process on the local database. */
export interface Connection {
  client: Client
  /** Calls a path of the API that is no procedure (the upload). */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  close: () => Promise<void>
}

export interface ConnectOptions {
  /** Whom to act as on the local database; default: the one local person. */
  as?: string | undefined
  /** False for what needs nobody; nobody is created then. Default true. */
  person?: boolean
  /** For what operators do: on the local database whoever may read it is one. */
  operator?: boolean
  /** Whether jobs are started: a worker runs here too, so that no server need be up. */
  worker?: boolean
}

/** fetch only says that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}

function remoteConnection(remote: { url: string; token: string }): Connection {
  const call = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${remote.token}`)
    return reach(new URL(path, remote.url), { ...init, headers })
  }
  const reach: typeof fetch = (input, init) =>
    fetch(input, init).catch((cause: unknown) => {
      throw new CliFailure(
        `No answer from ${remote.url} (JOBPILOT_URL): ${reasonOf(cause)}. Does JobPilot run there?`,
      )
    })
  return {
    client: createClient({ ...remote, fetch: reach, retries: 1 }),
    fetch: call,
    close: () => Promise.resolve(),
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function localSession(app: App, { as, operator }: ConnectOptions): Promise<Session> {
  const rest = { plan: 'free', mfa: false, authTime: app.ctx.clock.now() } as const
  // Nobody in particular: an operator's look at the machine creates no person.
  if (operator && as === undefined)
    return { userId: NOBODY, role: 'operator', sessionId: NOBODY, via: 'machine', ...rest }
  const userId = await findLocalPerson(app.ctx, { email: as })
  return { userId, role: operator ? 'operator' : 'user', sessionId: userId, via: 'token', ...rest }
}

async function localConnection(config: Config, options: ConnectOptions): Promise<Connection> {
  const holder: { session: Session | null } = { session: null }
  // Whoever has the database is limited by nothing but it.
  const rateLimitFactor = Number.POSITIVE_INFINITY
  const settings: Config = { ...config, role: 'worker', logLevel: 'silent', rateLimitFactor }
  const app = await createApp(settings, { verify: () => Promise.resolve(holder.session) })
  try {
    if (options.person !== false) holder.session = await localSession(app, options)
    if (options.worker) await app.start()
  } catch (error) {
    await app.stop()
    throw error
  }
  // The address is never dialled: requests go straight into the router of this process.
  const url = 'http://jobpilot.localhost'
  const call = (path: string, init?: RequestInit) => app.fetch(new Request(new URL(path, url), init))
  const client = createClient({ url, fetch: (input, init) => app.fetch(new Request(input, init)) })
  return { client, fetch: call, close: () => app.stop() }
}

export function connect(config: Config, options: ConnectOptions): Promise<Connection> {
  if (!config.remote) return localConnection(config, options)
  if (options.as) {
    throw new CliFailure('--as works on the local database only; on a server the token says who you are.', 2)
  }
  return Promise.resolve(remoteConnection(config.remote))
}
