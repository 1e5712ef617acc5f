import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOpenStreams } from '../platform/http/open-streams.ts'
import { asWorker } from '../platform/db/transaction.ts'
import { operatorProcedure, router, userProcedure } from '../platform/trpc/procedures.ts'
import { createTrpcHandler } from '../platform/trpc/serve-trpc.ts'
import { appRouter } from '../router.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import { askEverything, callsOf, uploads, wrongCells } from '../testing/authorisation.ts'
import { callerKinds, createVisitor } from '../testing/callers.ts'
import { procedureRequest, proceduresOf, readAnswer, type Serve } from '../testing/procedures.ts'

/** Every call of the router and of its REST mirror × everybody who may come. */

const procedures = proceduresOf(appRouter)
const calls = [...callsOf(procedures), ...uploads]
const kinds = Object.entries(callerKinds)

let app: TestApp
let serve: Serve
beforeAll(async () => {
  // Nothing that is let in may run on: who may begin it is all that is asked here.
  app = await createTestApp({ config: { role: 'web' } })
  serve = (request) => app.app.fetch(request)
})
afterAll(() => app.close())

test('every procedure declares who may call it', () => {
  expect(procedures.length).toBeGreaterThan(80)
  expect(procedures.filter(({ policy }) => policy === undefined).map(({ path }) => path)).toEqual([])
})

test('a thousand questions and more are asked', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(11)
  expect(calls.length * kinds.length).toBeGreaterThanOrEqual(1_000)
})

test('every address of the API’s document is asked', async () => {
  const answer = await serve(new Request('http://localhost:3000/api/v1/openapi.json'))
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await answer.json())
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const asked = new Set(calls.map(({ name }) => name))
  expect(documented.length).toBeGreaterThan(30)
  expect(
    documented.filter((name) => !asked.has(name)),
    'a route written by hand belongs into `uploads` of src/testing/authorisation.ts',
  ).toEqual([])
})

describe('is answered as each call’s policy says', () => {
  test.each(kinds)('%s', async (_name, kind) => {
    const cells = await askEverything(app, serve, calls, kind)
    expect(cells.length).toBe(calls.length)
    expect(wrongCells(cells)).toEqual([])
  })
})

test('who hasn’t shown that the address is theirs gets no archive of everything', async () => {
  const { headers } = await createVisitor(app, { unverified: true })
  const start = procedures.filter(({ path }) => path === 'privacy.exports.start')
  const answers = start.map(async (procedure) =>
    readAnswer(await serve(procedureRequest(procedure, headers, undefined))),
  )
  expect(await Promise.all(answers)).toEqual([{ status: 403, reason: 'email_unverified' }])
})

test('nothing is changed by following a link, alone or among others', async () => {
  const { headers } = await createVisitor(app, { role: 'admin' })
  const changes = procedures.filter(({ type }) => type === 'mutation')
  const links = changes.flatMap(({ path }) => [
    { link: `${path}?input={}`, expected: 405 },
    { link: `${path}?batch=1&input={"0":{}}`, expected: 405 },
    { link: `${path},users.me?batch=1&input={"0":{}}`, expected: 400 },
  ])
  const followed = links.map(async ({ link, expected }) => {
    const { status } = await serve(new Request(`http://localhost:3000/api/v1/trpc/${link}`, { headers }))
    return { link, expected, status }
  })
  const answers = await Promise.all(followed)
  expect(answers.length).toBeGreaterThan(100)
  expect(answers.filter(({ status, expected }) => status !== expected)).toEqual([])
})

describe('finds out', () => {
  /** Procedures that were written carelessly, behind the real sign-in. */
  function serveCareless(careless: Parameters<typeof createTrpcHandler>[1]): Serve {
    const env = { info: { requestId: 'careless', traceparent: '', traceId: '' }, remoteAddress: '127.0.0.1' }
    const verify = async (headers: Headers) => {
      const userId = headers.get('x-person')
      return userId === null
        ? null
        : {
            userId,
            role: 'user' as const,
            plan: 'free' as const,
            sessionId: 'careless',
            via: 'session' as const,
            mfa: false,
            authTime: new Date(),
          }
    }
    const streams = createOpenStreams(verify, { perPerson: 1 })
    const parts = { app: app.ctx, verify, streams, forgetSession: () => undefined }
    const handle = createTrpcHandler(parts, careless, '/api/v1/trpc')
    return (request) => handle(request, env)
  }

  /** What the questions above say of it when an ordinary person asks. */
  async function findWrong(careless: Parameters<typeof createTrpcHandler>[1]): Promise<string[]> {
    const { userId } = await createVisitor(app)
    const visit = async () => ({ headers: { 'x-person': userId } })
    const own = callsOf(proceduresOf(careless))
    return wrongCells(await askEverything(app, serveCareless(careless), own, callerKinds.free, visit))
  }

  test('a call that is built on less than it declares', async () => {
    const list = userProcedure
      .meta({ policy: 'operator' })
      .query(({ ctx }) => asWorker(ctx.app.db, (tx) => tx.selectFrom('users').select('id').execute()))
    const me = userProcedure.query(({ ctx }) => ctx.userId)
    expect(await findWrong(router({ people: router({ list, me }) }))).toEqual([
      'people.list: operator_required, but was answered 200 ok',
    ])
  })

  test('a call that asks for more than it declares', async () => {
    const status = operatorProcedure.meta({ policy: 'public' }).query(() => 'well')
    expect(await findWrong(router({ status }))).toEqual([
      'status: in, but was answered 403 operator_required',
    ])
  })

  test('a call without a policy', async () => {
    const list = userProcedure.meta({ policy: undefined }).query(() => [])
    expect(await findWrong(router({ people: router({ list }) }))).toEqual([
      'people.list: a policy, but was answered 200 ok',
    ])
  })

  test('a call that fails on our side', async () => {
    const list = userProcedure.query(() => {
      throw new Error('no')
    })
    expect(await findWrong(router({ list }))).toEqual(['list: in, but was answered 500 internal_error'])
  })
})
