import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { emailOTP } from 'better-auth/plugins/email-otp'
import type { AppContext } from '../../context.ts'
import { sendNow } from '../../platform/email/send-now.ts'
import { recordSignIn, type NewSession } from './sessions/record-sign-in.ts'
import { recordConnection } from './linkedin/record-connection.ts'
import { PEER_HEADER, PROOF_HEADER, REQUEST_HEADER, SIGN_IN_PATH } from './sign-in-caller.ts'
import { failingAloud, hearingFailures } from './hear-failures.ts'
import {
  linkedinPlugin,
  PERSON_HEADER,
  refuseIdentity,
  withoutOAuthTokens,
  type LinkedinEndpoints,
} from './linkedin/linkedin-provider.ts'

const CODE_MINUTES = 10
const DAY_SECONDS = 86_400

/** The sign-in session that a cookie stands for. */
export interface CookieSession {
  sessionId: string
  userId: string
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** better-auth's names → our tables; a test asserts that it finds nothing to migrate. */
const tables = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...timestamps } },
  session: {
    modelName: 'auth_session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...timestamps,
    },
    expiresIn: 30 * DAY_SECONDS,
    updateAge: DAY_SECONDS,
  },
  account: {
    modelName: 'auth_account',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...timestamps,
    },
  },
  verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...timestamps } },
} as const

type Parts = Pick<AppContext, 'clock' | 'config' | 'db' | 'email' | 'jobs' | 'log'>

function codePlugin(parts: Parts) {
  const { config } = parts
  return emailOTP({
    otpLength: 6,
    expiresIn: CODE_MINUTES * 60,
    allowedAttempts: 5,
    // A plain hash of six digits is undone in a second; the secret isn't in the database.
    storeOTP: {
      hash: async (code) => createHmac('sha256', config.authSecret).update(code).digest('base64url'),
    },
    // As long for an address that is known as for one that isn't: whether anybody has it shows later.
    sendVerificationOTP: ({ email: to, otp: code }) =>
      hearingFailures(() =>
        sendNow(parts, { kind: 'sign_in_code', userId: null, to, code, minutes: CODE_MINUTES }),
      ),
  })
}

type HookContext = { headers?: Headers | undefined } | null

/** Every way in comes by here: a code, a provider, whatever comes later. */
async function noteSession(parts: Parts, session: NewSession, context: HookContext): Promise<void> {
  const headers = context?.headers
  if (headers?.has(PROOF_HEADER)) return
  await recordSignIn(parts, session, headers?.get(REQUEST_HEADER) ?? null)
}

/** Connected by somebody signed in; with a new account, it is told as its first sign-in. */
async function noteAccount(
  parts: Parts,
  { userId }: { userId: string },
  context: HookContext,
): Promise<void> {
  const headers = context?.headers
  if (headers?.get(PERSON_HEADER) !== userId) return
  const requestId = headers.get(REQUEST_HEADER)
  await recordConnection(parts, { userId, requestId, address: headers.get(PEER_HEADER) })
}

function options(parts: Parts, endpoints?: LinkedinEndpoints) {
  const { config, db, log } = parts
  return {
    appName: 'JobPilot',
    baseURL: config.appUrl,
    basePath: SIGN_IN_PATH,
    secret: config.authSecret,
    database: { db, type: 'postgres', transaction: true } as const,
    ...tables,
    user: { ...tables.user, validateUserInfo: refuseIdentity },
    // An account is connected by somebody signed in to it, never because an address is the same.
    account: {
      ...tables.account,
      updateAccountOnSignIn: false,
      accountLinking: { disableImplicitLinking: true },
    },
    databaseHooks: {
      account: {
        create: {
          ...withoutOAuthTokens,
          after: (account: { userId: string }, context: HookContext) => noteAccount(parts, account, context),
        },
        update: withoutOAuthTokens,
      },
      session: {
        create: {
          after: (session: NewSession, context: HookContext) => noteSession(parts, session, context),
        },
      },
    },
    // Our own limits and same-origin check stand in front (sign-in-route.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'jobpilot',
      useSecureCookies: config.appUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' } as const,
      database: { generateId: 'uuid' } as const,
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
    },
    // What fails behind it (mail, database) is for our own error shape and log, not for the console.
    onAPIError: { throw: true },
    logger: {
      // Their message may hold an address: the words stay, the arguments don't.
      log: (level: 'debug' | 'info' | 'success' | 'warn' | 'error', message: string) => {
        if (level === 'error' || level === 'warn') log[level]({ part: 'sign-in' }, message)
      },
    },
    plugins: [codePlugin(parts), ...(config.linkedin ? [linkedinPlugin(config.linkedin, endpoints)] : [])],
  }
}

/** better-auth's options, for the test that compares them with our migrations. */
export const signInOptions = options

export interface SignIn {
  /** Answers a request to SIGN_IN_PATH as better-auth does. */
  handle(request: Request): Promise<Response>
  /** The session of a request's cookie; null when there is none that works. */
  readSession(headers: Headers): Promise<CookieSession | null>
  cookieName: string
}

/** `endpoints`: another LinkedIn than the real one, for tests. */
export function createSignIn(parts: Parts, endpoints?: LinkedinEndpoints): SignIn {
  const auth = betterAuth(options(parts, endpoints))
  const secure = parts.config.appUrl.startsWith('https:')
  return {
    handle: (request) => failingAloud(() => auth.handler(request)),
    async readSession(headers) {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      if (!found) return null
      return { sessionId: found.session.id, userId: found.session.userId }
    },
    cookieName: `${secure ? '__Secure-' : ''}jobpilot.session_token`,
  }
}
