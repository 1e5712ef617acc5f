import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { z } from 'zod'
import { createApiDescription } from './api-description.ts'
import { describedUploads } from './api-uploads.ts'
import type { AppContext } from './context.ts'
import { eventFrame, readBeginning } from './domains/agents/event-frame.ts'
import { addResume } from './domains/resumes/add-resume.ts'
import type { Leave } from './domains/account/clerk/apply-clerk-news.ts'
import { clerkWebhook } from './domains/account/clerk/receive-clerk-webhook.ts'
import { resendWebhook } from './domains/mail/receive-resend-webhook.ts'
import { unsubscribeByLink } from './domains/mail/unsubscribe-by-link.ts'
import { auditActor } from './domains/account/record-audit.ts'
import { scheduleDeletion } from './domains/privacy/erasing/request-deletion.ts'
import { IMPORT_LIMIT, startImport } from './domains/privacy/importing/start-import.ts'
import { SIGN_IN_PATH } from './domains/account/sign-in-caller.ts'
import { requireRecentSession, requireSession } from './platform/auth/require-session.ts'
import type { Health } from './platform/http/health.ts'
import type { OpenStreams } from './platform/http/open-streams.ts'
import type { Session, VerifyRequest } from './platform/auth/session.ts'
import { findDevMail, readDevMail } from './platform/email/dev-mailbox.ts'
import { mailboxPage, mailPage, MAILBOX_PATH } from './platform/email/mailbox-page.ts'
import { UNSUBSCRIBE_PATH } from './platform/email/unsubscribe.ts'
import { createGate } from './platform/events/gate.ts'
import { createHub } from './platform/events/create-hub.ts'
import { errorResponse } from './platform/http/error-response.ts'
import { httpFail } from './platform/http/errors.ts'
import { JSON_LIMIT, limitJsonBody } from './platform/http/read-body.ts'
import { readUpload } from './platform/http/read-upload.ts'
import { describeRequest } from './platform/http/request-info.ts'
import { requireOwnHost, requireSameOrigin } from './platform/http/same-origin.ts'
import { securityText } from './platform/http/security-text.ts'
import { serveSignedFile, SIGNED_FILES_PATH, withoutSignedToken } from './platform/http/signed-files.ts'
import type { RequestEnv } from './platform/http/serve.ts'
import { createWebhooks } from './platform/http/webhooks.ts'
import type { Limits, Tally } from './platform/limits/create-limits.ts'
import { isInternalError } from './platform/public-error.ts'
import { sameSecret } from './platform/same-secret.ts'
import { METRICS_TYPE } from './platform/telemetry/metrics-server.ts'
import { createEventResponder } from './platform/trpc/event-responder.ts'
import { createRestMirror } from './platform/trpc/serve-rest.ts'
import { trpcErrorResponse } from './platform/trpc/error-shape.ts'
import { createTrpcHandler } from './platform/trpc/serve-trpc.ts'
import { appRouter } from './router.ts'

const API = '/api/v1'
const TRPC = `${API}/trpc`
const EVENTS = `${TRPC}/agents.events`

/** Calls that carry a whole document in their JSON; every other body is small. */
const carriesDocument =
  /^\/api\/v1\/(trpc\/[\w.,]*postings\.(capture(File|Text)|preview)\b|postings\/(capture-(file|text)|preview)$)/
const DOCUMENT_LIMIT = 6_000_000
const NO_RESUME = '00000000-0000-0000-0000-000000000000'
const UPLOAD = `${API}/resumes`
const ARCHIVE_UPLOAD = `${API}/privacy/imports`
/** `?resumeId=`: a further version of that résumé. Something that is no id names none that exists. */
const uploadQuery = z.uuid().nullable().default(null).catch(NO_RESUME)
const ANSWER_LIMIT_MS = 30_000
const UPLOAD_LIMIT_MS = 120_000
const READ_AT_ONCE = 3
const limitOf = (path: string): number => (carriesDocument.test(path) ? DOCUMENT_LIMIT : JSON_LIMIT)

export interface RouteParts {
  ctx: AppContext
  verify: VerifyRequest
  streams: OpenStreams
  health(): Promise<Health>
  forgetSession: (sessionId: string) => void
  forgetPerson: (userId: string) => void
  limits: Limits
  signIn(request: Request, env: RequestEnv): Promise<Response>
  staticWeb(pathname: string, acceptEncoding?: string): Promise<Response>
}

type Env = { Bindings: RequestEnv; Variables: { tally?: Tally } }

function allowOrigins(hono: Hono<Env>, config: AppContext['config']): void {
  const allowed = new Set([new URL(config.appUrl).origin, ...config.corsOrigins])
  const answer = cors({
    origin: (origin) => (allowed.has(origin) ? origin : null),
    credentials: true,
    allowHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID', 'Traceparent', 'X-Request-Id'],
    exposeHeaders: [
      'X-Request-Id',
      'Retry-After',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
    ],
    maxAge: 600,
  })
  hono.use('/api/*', async (c, next) => {
    requireSameOrigin(c.req.raw, {
      allowedOrigins: allowed,
      signsIn: c.req.path.startsWith(`${SIGN_IN_PATH}/`),
    })
    // Most calls come from our own page or a program: nothing to say to those.
    if (c.req.header('origin') === undefined) return next()
    return answer(c, next)
  })
}

function guardOwnMachine(hono: Hono<Env>, { appEnv, appUrl }: AppContext['config']): void {
  if (appEnv !== 'local') return
  hono.use('*', (c, next) => {
    requireOwnHost(c.req.raw, appUrl)
    return next()
  })
}

function addSecurityText(hono: Hono<Env>, { config, clock }: AppContext): void {
  const { securityContact: contact, appUrl } = config
  hono.get('/.well-known/security.txt', (c) =>
    contact === null ? c.notFound() : c.text(securityText({ contact, appUrl, clock })),
  )
}

/** Prometheus' text, for whoever may read it; with a port of its own it isn't served here. */
function addMetrics(hono: Hono<Env>, { config, metrics }: AppContext): void {
  const access = config.metrics
  if (!access || (access.port !== null && access.token === null)) return
  hono.get('/metrics', async (c) => {
    const given = c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''
    if (access.token !== null && !sameSecret(given, access.token)) throw httpFail('metrics_forbidden')
    return c.text((await metrics.render()) ?? '', 200, {
      'Content-Type': METRICS_TYPE,
      'Cache-Control': 'no-store',
    })
  })
}

function addHealth(hono: Hono<Env>, parts: RouteParts): void {
  const noStore = { 'Cache-Control': 'no-store' }
  hono.get('/livez', (c) => c.text('ok', 200, noStore))
  hono.get('/readyz', async (c) => {
    const { checks } = await parts.health()
    const isReady = checks['database'] === 'ok'
    return c.text(isReady ? 'ok' : 'not ready', isReady ? 200 : 503, noStore)
  })
  hono.get(`${API}/health`, async (c) => {
    const health = await parts.health()
    return c.json(health, 200, noStore)
  })
}

/** A file counts before a byte of it is read. */
async function countUpload(c: Context<Env>, limits: Limits, session: Session): Promise<void> {
  const tally = limits.of({ session, refused: false, address: c.env.remoteAddress })
  c.set('tally', tally)
  await tally.count('upload')
}

const tellLimits: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(c.get('tally')?.headers() ?? {})) c.header(name, value)
}

/** `POST /api/v1/resumes`: one file, streamed; who sends it is known before a byte of it is read. */
function addUpload(hono: Hono<Env>, { ctx, verify, limits }: RouteParts): void {
  // Each is read in a thread of its own, which takes memory: the others wait on disk.
  const atOnce = createGate(READ_AT_ONCE)
  hono.post(UPLOAD, tellLimits, async (c) => {
    const session = requireSession(await verify(c.req.raw.headers), { toWrite: true })
    const { userId } = session
    await countUpload(c, limits, session)
    const resumeId = uploadQuery.parse(c.req.query('resumeId'))
    const { fileName, file } = await readUpload(c.req.raw)
    const { info, signal } = c.env
    const { traceparent } = info
    try {
      const added = await atOnce(() =>
        addResume(ctx, { userId, fileName, file, resumeId, traceparent, signal }),
      )
      return c.json(added, added.existing ? 200 : 202)
    } catch (error) {
      // Nobody hears it, and it is no fault of ours.
      throw signal?.aborted
        ? httpFail('upload_malformed', { message: 'the sender left', cause: error })
        : error
    } finally {
      await file.close()
    }
  })
}

/** `POST /api/v1/privacy/imports`: an archive of one's own, to be brought in. */
function addArchiveUpload(hono: Hono<Env>, { ctx, verify, limits }: RouteParts): void {
  hono.post(ARCHIVE_UPLOAD, tellLimits, async (c) => {
    const known = await verify(c.req.raw.headers)
    const session = requireRecentSession(known, ctx.clock.now(), { toWrite: true })
    await countUpload(c, limits, session)
    const { file } = await readUpload(c.req.raw, IMPORT_LIMIT)
    const { info, remoteAddress } = c.env
    const { requestId, traceparent } = info
    try {
      const actor = auditActor({ session, requestId, remoteAddress })
      return c.json(await startImport(ctx, { userId: session.userId, file, actor, traceparent }), 202)
    } finally {
      await file.close()
    }
  })
}

/** The address itself is what lets in. */
function addSignedFiles(hono: Hono<Env>, { storage }: AppContext): void {
  hono.get(`${SIGNED_FILES_PATH}/:token`, (c) =>
    serveSignedFile(storage, { token: c.req.param('token'), method: c.req.raw.method }),
  )
}

/** What providers tell, each message signed by its sender. */
function addWebhooks(hono: Hono<Env>, { ctx, forgetSession }: RouteParts): void {
  const leave: Leave = (tx, request) => scheduleDeletion(tx, ctx, request)
  const webhooks = createWebhooks({
    clerk: clerkWebhook({ ctx, leave, forgetSession }),
    resend: resendWebhook(ctx),
  })
  for (const base of ['/api', API])
    hono.post(`${base}/webhooks/:provider`, (c) => webhooks(c.req.param('provider'), c.req.raw, c.env.info))
}

/** Without signing in: the address itself says whose mail of which kind stops. */
function addUnsubscribe(hono: Hono<Env>, ctx: AppContext): void {
  hono.on(['GET', 'POST'], UNSUBSCRIBE_PATH, async (c) => {
    const { page, status } = await unsubscribeByLink(ctx, c.req.raw)
    return c.html(page, status, { 'Cache-Control': 'no-store' })
  })
}

/** APP_ENV local: mail that stays on this machine. */
function addDevMailbox(hono: Hono<Env>, { db }: AppContext): void {
  hono.get(MAILBOX_PATH, async (c) => c.html(mailboxPage(await readDevMail(db))))
  hono.get(`${MAILBOX_PATH}/:id{[0-9]+}`, async (c) => {
    const mail = await findDevMail(db, Number(c.req.param('id')))
    return mail ? c.html(mailPage(mail)) : c.notFound()
  })
}

/** Most streams of events are answered here; what isn't goes on to tRPC, which serves them as well. */
function addEvents(hono: Hono<Env>, { ctx, verify, streams }: RouteParts): void {
  const { db, events, log } = ctx
  const hub = createHub({ db, events, log, render: eventFrame })
  const respond = createEventResponder({ verify, streams, hub, log, path: EVENTS, readInput: readBeginning })
  hono.get(EVENTS, async (c, next) => ((await respond(c.req.raw, c.env)) ? RESPONSE_ALREADY_SENT : next()))
}

function addApi(hono: Hono<Env>, parts: RouteParts): void {
  const { ctx } = parts
  const { verify, streams, forgetSession, forgetPerson, limits } = parts
  const calls = { app: ctx, verify, streams, forgetSession, forgetPerson, limits }
  const trpc = createTrpcHandler(calls, appRouter, TRPC)
  addEvents(hono, parts)
  hono.all(`${TRPC}/*`, async (c) => trpc(await limitJsonBody(c.req.raw, limitOf(c.req.path)), c.env))
  hono.all(`${SIGN_IN_PATH}/*`, (c) => parts.signIn(c.req.raw, c.env))
  addUpload(hono, parts)
  addArchiveUpload(hono, parts)
  addWebhooks(hono, parts)
  addUnsubscribe(hono, ctx)
  addSignedFiles(hono, ctx)
  const { version, appUrl } = ctx.config
  const rest = createRestMirror(calls, appRouter, {
    base: API,
    version,
    appUrl,
    uploads: describedUploads,
  })
  const describe = createApiDescription(rest.document, { base: appUrl + API, version })
  hono.get(`${API}/openapi.json`, async (c) => c.json((await describe()).document))
  for (const path of ['/api', '/api/', `${API}/docs`]) {
    hono.get(path, async (c) => c.html((await describe()).page, 200, { 'Cache-Control': 'no-cache' }))
  }
  hono.all(`${API}/*`, async (c) => rest.handle(await limitJsonBody(c.req.raw, limitOf(c.req.path)), c.env))
  hono.all('/api/*', () => {
    throw httpFail('unknown_path')
  })
}

/** The one error shape, or tRPC's where a tRPC client waits for the answer. */
function refuse(error: unknown, path: string, requestId: string): Response {
  return path.startsWith(`${TRPC}/`) ? trpcErrorResponse(error, requestId) : errorResponse(error, requestId)
}

function fail(ctx: AppContext, error: unknown, c: Context<Env>): Response {
  const { requestId } = c.env.info
  if (isInternalError(error))
    ctx.log.error(
      { err: error, request_id: requestId, route: withoutSignedToken(c.req.path) },
      'request failed',
    )
  return refuse(error, c.req.path, requestId)
}

/** An answer must begin in time; streams go on after that as long as they like. */
async function inTime(
  answer: Response | Promise<Response>,
  request: Request,
  env: RequestEnv,
): Promise<Response> {
  if (answer instanceof Response) return answer
  const { pathname } = new URL(request.url)
  const limitMs = pathname === UPLOAD || pathname === ARCHIVE_UPLOAD ? UPLOAD_LIMIT_MS : ANSWER_LIMIT_MS
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Response>((resolve) => {
    timer = setTimeout(
      () => resolve(refuse(httpFail('request_timeout'), pathname, env.info.requestId)),
      limitMs,
    )
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Everything that HTTP serves. */
export function createRoutes(parts: RouteParts): (request: Request, env?: RequestEnv) => Promise<Response> {
  const { ctx } = parts
  const hono = new Hono<Env>()
  guardOwnMachine(hono, ctx.config)
  allowOrigins(hono, ctx.config)
  addHealth(hono, parts)
  addSecurityText(hono, ctx)
  addMetrics(hono, ctx)
  addApi(hono, parts)
  if (ctx.config.appEnv === 'local') addDevMailbox(hono, ctx)
  hono.get('*', (c) => parts.staticWeb(c.req.path, c.req.header('accept-encoding')))
  hono.notFound((c) => errorResponse(httpFail('unknown_path'), c.env.info.requestId))
  hono.onError((error, c) => fail(ctx, error, c))
  const inProcess = (): RequestEnv => ({
    info: describeRequest(undefined, undefined),
    remoteAddress: '127.0.0.1',
  })
  return async (request, env) => {
    const known = env ?? inProcess()
    return inTime(hono.fetch(request, known), request, known)
  }
}
