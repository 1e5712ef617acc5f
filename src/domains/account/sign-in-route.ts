import { hash } from 'node:crypto'
import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Session, VerifyRequest } from '../../platform/auth/session.ts'
import { DomainError, failWith, type ErrorKind } from '../../platform/errors.ts'
import { httpFail } from '../../platform/http/errors.ts'
import { takeToken, type RateLimit } from '../../platform/http/rate-limit.ts'
import { callerNetwork } from '../../platform/limits/caller-network.ts'
import { readJson } from '../../platform/http/read-body.ts'
import { createKeyedQueue } from '../../platform/keyed-queue.ts'
import { offersCodes } from './code-offer.ts'
import { accountErrors } from './errors.ts'
import { createLinkedinRoutes } from './linkedin/linkedin-route.ts'
import { auditActor } from './record-audit.ts'
import { emailSchema } from './schema.ts'
import { endSession } from './sessions/end-session.ts'
import { reauthenticate } from './sessions/reauthenticate.ts'
import { forward, PROOF_HEADER, SIGN_IN_PATH, type Caller } from './sign-in-caller.ts'
import type { SignIn } from './sign-in.ts'

const fail = failWith(accountErrors)
const BODY_LIMIT = 10_000
const QUARTER_HOUR = 15 * 60

/** Per address, then per peer: a mailbox is not to be flooded, nor many of them from one place. */
const limits = {
  code: {
    address: { capacity: 5, perSeconds: QUARTER_HOUR },
    peer: { capacity: 30, perSeconds: QUARTER_HOUR },
  },
  attempt: {
    address: { capacity: 15, perSeconds: QUARTER_HOUR },
    peer: { capacity: 60, perSeconds: QUARTER_HOUR },
  },
} satisfies Record<string, Record<'address' | 'peer', RateLimit>>

const codeRequest = z.object({ email: emailSchema })
const otp = z.string().trim().min(1).max(20)
const codeAnswer = z.object({ email: emailSchema, otp })
/** `code`: of the second step, where it is on. */
const proof = z.object({ otp, code: z.string().trim().min(1).max(40).optional() })
const proved = z.object({ token: z.string(), user: z.object({ id: z.string() }) })
const signedIn = z.object({ user: z.object({ id: z.string(), email: z.string(), name: z.string() }) })

/** better-auth's codes → ours, with words. All wrong codes read alike, whatever was wrong. */
const refusals: Record<string, { code: string; kind: ErrorKind; words: string }> = {
  INVALID_OTP: {
    code: 'code_wrong',
    kind: 'bad_request',
    words: 'This code is wrong, used or replaced by a newer one. Check it or ask for a new one.',
  },
  OTP_EXPIRED: {
    code: 'code_expired',
    kind: 'bad_request',
    words: 'This code is older than ten minutes. Please ask for a new one.',
  },
  TOO_MANY_ATTEMPTS: {
    code: 'code_attempts_used_up',
    kind: 'forbidden',
    words: 'Five wrong tries used up this code. Please ask for a new one.',
  },
}

export interface SignInRouteParts extends Pick<AppContext, 'config' | 'db' | 'clock' | 'jobs' | 'log'> {
  signIn: SignIn
  verify: VerifyRequest
  /** Ends what a session holds open in this process. */
  forgetSession: (sessionId: string) => void
}

/** What the routes share. */
interface SharedParts extends SignInRouteParts {
  oneByOne: ReturnType<typeof createKeyedQueue>
}

async function limit(
  parts: SignInRouteParts,
  kind: keyof typeof limits,
  email: string,
  caller: Caller,
): Promise<void> {
  const keys = { address: hash('sha256', email, 'base64url'), peer: callerNetwork(caller.remoteAddress) }
  for (const scope of ['peer', 'address'] as const) {
    const wait = await takeToken(parts.db, `sign-in-${kind}:${scope}:${keys[scope]}`, limits[kind][scope])
    if (wait === null) continue
    throw httpFail('too_many_requests', {
      message: `sign-in ${kind} limited by ${scope}`,
      userMessage: `Too many tries. Please wait ${wait} seconds and try again.`,
      data: { retryAfterSeconds: wait },
    })
  }
}

async function translate(response: Response): Promise<Response> {
  if (response.ok) return response
  const answer = z.object({ code: z.string() }).safeParse(await response.json().catch(() => null))
  const refusal = answer.success ? refusals[answer.data.code] : undefined
  if (!refusal)
    throw new Error(`Sign-in answered ${response.status} ${answer.success ? answer.data.code : ''}`)
  const { code, kind, words } = refusal
  throw new DomainError({ code, kind, message: `sign-in refused: ${code}`, userMessage: words })
}

async function sendCode(parts: SignInRouteParts, request: Request, caller: Caller): Promise<Response> {
  const body = codeRequest.safeParse(await readJson(request, BODY_LIMIT))
  if (!body.success) throw fail('email_invalid')
  const { email } = body.data
  await limit(parts, 'code', email, caller)
  const path = '/email-otp/send-verification-otp'
  return translate(await parts.signIn.handle(forward(request, path, caller, { email, type: 'sign-in' })))
}

/** What better-auth's answer says and sets, without the session's secret: that is for the cookie alone. */
async function withoutSecret(response: Response): Promise<Response> {
  const answer = signedIn.parse(await response.json())
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response(JSON.stringify(answer), { headers })
}

/**
 * better-auth takes the code out of the table while it compares: a second try at that instant, be it the owner's
 * right one, would find none and not be counted. So the tries of one address queue up.
 */
async function tryCode(
  parts: SharedParts,
  email: string,
  caller: Caller,
  forwarded: Request,
): Promise<Response> {
  await limit(parts, 'attempt', email, caller)
  return translate(await parts.oneByOne(email, () => parts.signIn.handle(forwarded)))
}

async function useCode(parts: SharedParts, request: Request, caller: Caller): Promise<Response> {
  const body = codeAnswer.safeParse(await readJson(request, BODY_LIMIT))
  if (!body.success)
    throw fail('email_invalid', { userMessage: 'Send the e-mail address and the code of six digits.' })
  const forwarded = forward(request, '/sign-in/email-otp', caller, body.data)
  return withoutSecret(await tryCode(parts, body.data.email, caller, forwarded))
}

/** A fresh code for the same person: their session counts as signed in just now. */
async function confirmIdentity(parts: SharedParts, request: Request, caller: Caller): Promise<Response> {
  const body = proof.safeParse(await readJson(request, BODY_LIMIT))
  if (!body.success) throw fail('code_missing')
  const { otp: code, code: secondCode } = body.data
  const session = await parts.verify(request.headers)
  const { requestId } = caller.info
  const confirmed = reauthenticate(parts, {
    session,
    code: secondCode,
    requestId,
    remoteAddress: caller.remoteAddress,
    async proveAddress(email) {
      const forwarded = forward(request, '/sign-in/email-otp', caller, { email, otp: code })
      forwarded.headers.delete('cookie')
      forwarded.headers.set(PROOF_HEADER, '1')
      const answer = await tryCode(parts, email, caller, forwarded)
      const { token, user } = proved.parse(await answer.json())
      return { token, userId: user.id }
    },
  })
  // Confirmed, or ended by too many wrong codes: either way it is no longer what it was.
  await confirmed.finally(() => session && parts.forgetSession(session.sessionId))
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}

/** Ends what the cookie stands for, with its entry in the audit log; better-auth then takes the cookie back. */
async function endByCookie(parts: SignInRouteParts, session: Session, caller: Caller): Promise<void> {
  const { userId, sessionId, via } = session
  if (via !== 'session') return
  const actor = auditActor({ session, ...caller.info, remoteAddress: caller.remoteAddress })
  await endSession(parts, { userId, sessionId, actor, action: 'sessions.signOut' })
}

async function signOut(parts: SignInRouteParts, request: Request, caller: Caller): Promise<Response> {
  // A credential that no longer works has nothing to end, and signing out must not fail because of it.
  const session = await parts.verify(request.headers).catch(() => null)
  if (session) await endByCookie(parts, session, caller)
  const response = await translate(await parts.signIn.handle(forward(request, '/sign-out', caller, {})))
  if (session) parts.forgetSession(session.sessionId)
  return response
}

type Route = (parts: SharedParts, request: Request, caller: Caller) => Promise<Response>

/** Only these of better-auth's many endpoints exist here. */
const routes: Record<string, Route> = {
  'POST /email-otp/send-verification-otp': sendCode,
  'POST /sign-in/email-otp': useCode,
  'POST /reauthenticate': confirmIdentity,
  'POST /sign-out': signOut,
}

/** The built-in sign-in at SIGN_IN_PATH: ask for a code, use it, sign out. */
export function createSignInRoute(parts: SignInRouteParts) {
  const shared: SharedParts = { ...parts, oneByOne: createKeyedQueue() }
  const linkedin = createLinkedinRoutes(parts)
  return async (request: Request, caller: Caller): Promise<Response> => {
    const path = new URL(request.url).pathname.slice(SIGN_IN_PATH.length)
    const route = routes[`${request.method} ${path}`]
    if (!route) return linkedin(path, request, caller)
    if (route !== signOut && !offersCodes(parts.config)) throw fail('codes_not_offered')
    return route(shared, request, caller)
  }
}
