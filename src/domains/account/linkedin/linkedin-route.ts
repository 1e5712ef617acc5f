import { z } from 'zod'
import type { AppContext } from '../../../context.ts'
import { requireRecentSession } from '../../../platform/auth/require-session.ts'
import type { Session, VerifyRequest } from '../../../platform/auth/session.ts'
import { httpFail } from '../../../platform/http/errors.ts'
import { takeToken } from '../../../platform/http/rate-limit.ts'
import { callerNetwork } from '../../../platform/limits/caller-network.ts'
import { readJson } from '../../../platform/http/read-body.ts'
import { forward, type Caller } from '../sign-in-caller.ts'
import type { SignIn } from '../sign-in.ts'
import type { linkedinErrors } from './errors.ts'
import { PERSON_HEADER } from './linkedin-provider.ts'

export interface LinkedinParts extends Pick<AppContext, 'config' | 'db' | 'clock' | 'log'> {
  signIn: Pick<SignIn, 'handle'>
  verify: VerifyRequest
}

type LinkedinProblem = keyof typeof linkedinErrors

const BODY_LIMIT = 10_000
const perPeer = { capacity: 30, perSeconds: 15 * 60 }
const SIGN_IN_PAGE = '/sign-in'
const SETTINGS_PAGE = '/settings/security'

/** A page of ours, nothing else: what a browser reads as another site's is none. */
const ownPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u)
  .catch('/today')
const startBody = z.object({ to: ownPath.optional() })
const startAnswer = z.object({ url: z.url() })

/** better-auth's and LinkedIn's codes → ours; what isn't listed is LinkedIn's failure. */
const problems: Readonly<Record<string, LinkedinProblem>> = {
  access_denied: 'linkedin_cancelled',
  user_cancelled_login: 'linkedin_cancelled',
  user_cancelled_authorize: 'linkedin_cancelled',
  state_mismatch: 'linkedin_expired',
  state_not_found: 'linkedin_expired',
  state_invalid: 'linkedin_expired',
  state_security_mismatch: 'linkedin_expired',
  email_not_found: 'linkedin_no_address',
  email_not_verified: 'linkedin_address_unverified',
  account_not_linked: 'linkedin_address_known',
  email_does_not_match: 'linkedin_other_address',
  account_already_linked_to_different_user: 'linkedin_taken',
  other_person: 'linkedin_other_person',
}

async function begin(
  { config, db, signIn }: LinkedinParts,
  request: Request,
  caller: Caller,
  pages: { path: string; errorPage: string; defaultTo: string },
): Promise<Response> {
  const body = startBody.safeParse(await readJson(request, BODY_LIMIT))
  const to = (body.success ? body.data.to : undefined) ?? pages.defaultTo
  const wait = await takeToken(db, `sign-in-linkedin:peer:${callerNetwork(caller.remoteAddress)}`, perPeer)
  if (wait !== null) {
    throw httpFail('too_many_requests', {
      message: 'LinkedIn sign-in limited by peer',
      userMessage: `Too many tries. Please wait ${wait} seconds and try again.`,
      data: { retryAfterSeconds: wait },
    })
  }
  const errorPage = new URL(pages.errorPage, config.appUrl)
  if (to !== pages.defaultTo) errorPage.searchParams.set('to', to)
  const asked = forward(request, pages.path, caller, {
    provider: 'linkedin',
    callbackURL: new URL(to, config.appUrl).href,
    errorCallbackURL: errorPage.href,
    disableRedirect: true,
  })
  const answer = await signIn.handle(asked)
  if (!answer.ok) throw new Error(`Beginning at LinkedIn: ${answer.status}`)
  return withCookies(answer, Response.json(startAnswer.parse(await answer.json())))
}

/** The state's cookie, and later the session's. */
function withCookies(from: Response, to: Response): Response {
  for (const cookie of from.headers.getSetCookie()) to.headers.append('set-cookie', cookie)
  to.headers.set('cache-control', 'no-store')
  return to
}

/** Where the browser goes on: to the page that was asked for, or to one that says what went wrong. */
function onwards({ config, log }: LinkedinParts, location: string): string {
  const target = URL.parse(location, config.appUrl)
  const error = target?.searchParams.get('error')
  const own = new URL(config.appUrl).origin
  if (target?.origin === own && error === null) return target.href
  const problem = problems[error ?? ''] ?? 'linkedin_failed'
  if (problem === 'linkedin_failed') log.warn({ part: 'sign-in', reason: error }, 'LinkedIn sign-in failed')
  const page = target?.pathname === SETTINGS_PAGE ? SETTINGS_PAGE : SIGN_IN_PAGE
  const shown = new URL(page, config.appUrl)
  shown.searchParams.set('problem', problem)
  const to = target?.searchParams.get('to')
  if (to) shown.searchParams.set('to', ownPath.parse(to))
  return shown.href
}

/** Who is signed in as the browser comes back; somebody who owes a step or is leaving connects nothing. */
async function presentPerson({ verify }: LinkedinParts, request: Request): Promise<string | null> {
  const session: Session | null = await verify(request.headers).catch(() => null)
  return session && session.via === 'session' && !session.secondStepDue && !session.leaving
    ? session.userId
    : null
}

async function comeBack(parts: LinkedinParts, request: Request, caller: Caller): Promise<Response> {
  const query = new URL(request.url).search
  const asked = forward(request, `/callback/linkedin${query.slice(0, 10_000)}`, caller)
  const person = await presentPerson(parts, request)
  if (person !== null) asked.headers.set(PERSON_HEADER, person)
  const answer = await parts.signIn.handle(asked)
  const location = onwards(parts, answer.headers.get('location') ?? '?error=no_location')
  return withCookies(answer, new Response(null, { status: 302, headers: { location } }))
}

/** Connecting a way in is for somebody who has just proved who they are. */
async function connect(parts: LinkedinParts, request: Request, caller: Caller): Promise<Response> {
  const session = await parts.verify(request.headers)
  requireRecentSession(session, parts.clock.now(), { toWrite: true })
  const pages = { path: '/link-social', errorPage: SETTINGS_PAGE, defaultTo: SETTINGS_PAGE }
  return begin(parts, request, caller, pages)
}

function signInThere(parts: LinkedinParts, request: Request, caller: Caller): Promise<Response> {
  return begin(parts, request, caller, {
    path: '/sign-in/social',
    errorPage: SIGN_IN_PAGE,
    defaultTo: '/today',
  })
}

const routes: Readonly<Record<string, typeof comeBack>> = {
  'POST /sign-in/social': signInThere,
  'POST /link-social': connect,
  'GET /callback/linkedin': comeBack,
}

/** Signing in with LinkedIn; without its keys there is nothing at these addresses. */
export function createLinkedinRoutes(parts: LinkedinParts) {
  return async (path: string, request: Request, caller: Caller): Promise<Response> => {
    const route = parts.config.linkedin ? routes[`${request.method} ${path}`] : undefined
    if (!route) throw httpFail('unknown_path')
    return route(parts, request, caller)
  }
}
