import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { emailOTP } from 'better-auth/plugins/email-otp'
import type { AppContext } from '../../context.ts'

const CODE_MINUTES = 10
const DAY_SECONDS = 86_400

/** Where the built-in sign-in answers. */
export const SIGN_IN_PATH = '/api/auth'

/** The sign-in session that a cookie stands for. */
export interface CookieSession {
  sessionId: string
  userId: string
  signedInAt: Date
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

type Parts = Pick<AppContext, 'config' | 'db' | 'email' | 'log'>

function codePlugin({ config, email }: Parts) {
  return emailOTP({
    otpLength: 6,
    expiresIn: CODE_MINUTES * 60,
    allowedAttempts: 5,
    // A plain hash of six digits is undone in a second; the secret isn't in the database.
    storeOTP: {
      hash: async (code) => createHmac('sha256', config.authSecret).update(code).digest('base64url'),
    },
    sendVerificationOTP: ({ email: to, otp }) =>
      email.send({
        to,
        subject: `${otp} is your JobPilot sign-in code`,
        text: [
          `Your sign-in code is ${otp}.`,
          `It works once, within ${CODE_MINUTES} minutes.`,
          'If you did not ask for it, ignore this message: nobody gets in without the code.',
        ].join('\n\n'),
      }),
  })
}

function options(parts: Parts) {
  const { config, db, log } = parts
  return {
    appName: 'JobPilot',
    baseURL: config.appUrl,
    basePath: SIGN_IN_PATH,
    secret: config.authSecret,
    database: { db, type: 'postgres', transaction: true } as const,
    ...tables,
    // Our own limits and same-origin check stand in front (sign-in-route.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'jobpilot',
      useSecureCookies: config.appUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' } as const,
      database: { generateId: 'uuid' } as const,
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: ['x-jobpilot-peer'] },
    },
    // What fails behind it (mail, database) is for our own error shape and log, not for the console.
    onAPIError: { throw: true },
    logger: {
      // Their message may hold an address: the words stay, the arguments don't.
      log: (level: 'debug' | 'info' | 'success' | 'warn' | 'error', message: string) => {
        if (level === 'error' || level === 'warn') log[level]({ part: 'sign-in' }, message)
      },
    },
    plugins: [codePlugin(parts)],
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

export function createSignIn(parts: Parts): SignIn {
  const auth = betterAuth(options(parts))
  const secure = parts.config.appUrl.startsWith('https:')
  return {
    handle: (request) => auth.handler(request),
    async readSession(headers) {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      if (!found) return null
      return {
        sessionId: found.session.id,
        userId: found.session.userId,
        signedInAt: found.session.createdAt,
      }
    },
    cookieName: `${secure ? '__Secure-' : ''}jobpilot.session_token`,
  }
}
