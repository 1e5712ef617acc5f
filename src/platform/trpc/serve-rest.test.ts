import { expect, test } from 'vitest'
import { z } from 'zod'
import { createTestEngine } from '../../testing/engine.ts'
import { createOpenStreams } from '../http/open-streams.ts'
import { describeRequest } from '../http/request-info.ts'
import { publicProcedure, router } from './procedures.ts'
import { createRestMirror } from './serve-rest.ts'

const echo = router({
  echo: publicProcedure
    .meta({ openapi: { method: 'GET', path: '/echo' } })
    .input(
      z.object({
        hidden: z.boolean().default(false),
        word: z.string().optional(),
        count: z.coerce.number().optional(),
      }),
    )
    .output(z.object({ hidden: z.boolean(), word: z.string().optional(), count: z.number().optional() }))
    .query(({ input }) => input),
  broken: publicProcedure
    .meta({ openapi: { method: 'GET', path: '/broken' } })
    .input(z.object({}))
    .output(z.object({ secret: z.number() }))
    // The output's schema is broken on purpose.
    .query(() => ({ secret: 'swordfish' }) as never),
})

const verify = async () => null
const engine = createTestEngine({ url: 'postgres://nobody@127.0.0.1:1/none', tasks: [] })
const parts = {
  app: engine.ctx,
  verify,
  streams: createOpenStreams(verify, { perPerson: 20 }),
  forgetSession: () => undefined,
}
const mirror = createRestMirror(parts, echo, {
  base: '/api',
  version: '1',
  appUrl: 'http://localhost',
  uploads: {},
})
const env = { info: describeRequest('the-request', undefined), remoteAddress: '127.0.0.1' }
const get = (path: string) => mirror.handle(new Request(`http://localhost/api${path}`), env)

test.each([
  ['', { hidden: false }],
  ['?hidden=true', { hidden: true }],
  ['?hidden=false', { hidden: false }],
  ['?hidden=0', { hidden: false }],
  ['?hidden=1&word=true&count=3', { hidden: true, word: 'true', count: 3 }],
])('reads the query string %j by its schema', async (query, answer) => {
  expect(await (await get(`/echo${query}`)).json()).toEqual(answer)
})

test('a flag that is neither true nor false is refused', async () => {
  await expect(get('/echo?hidden=maybe')).rejects.toMatchObject({
    code: 'flag_invalid',
    data: { path: 'hidden' },
  })
})

test('a method that an address lacks is told from an address that does not exist', async () => {
  const call = (method: string, path: string) =>
    mirror.handle(new Request(`http://localhost/api${path}`, { method }), env)
  const refused = await call('DELETE', '/echo')
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET'])
  expect(await refused.json()).toMatchObject({
    error: { code: 'method_not_supported', requestId: 'the-request' },
  })
  expect((await call('DELETE', '/nothing')).status).toBe(404)
})

test('an output that fails its schema says nothing of itself', async () => {
  const response = await get('/broken')
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal_error', requestId: 'the-request' } })
  expect(text).not.toMatch(/swordfish|secret|number/)
})

test.each(['/nothing', '/echo/../secret', '/ECHO/x', '/__proto__'])(
  'there is nothing at %s',
  async (path) => {
    expect((await get(path)).status).toBe(404)
  },
)
