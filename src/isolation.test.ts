import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProcedureMeta } from './platform/trpc/procedures.ts'
import { appRouter } from './router.ts'
import { createTestApp, type Person, type TestApp } from './testing/app.ts'
import { callsThatName, ownOneOfEach, type Owned } from './testing/owned-things.ts'

interface Procedure {
  path: string
  type: 'query' | 'mutation' | 'subscription'
  meta: ProcedureMeta
  /** Names of the input's ids. */
  ids: string[]
}

/** The ids of an input are its keys `id`, `…Id` and `…Ids`. Event numbers name nothing. */
function idsOf(inputs: unknown[]): string[] {
  return inputs.flatMap((input) =>
    input instanceof z.ZodObject
      ? Object.keys(input.shape).filter((key) => /(^id|Ids?)$/.test(key) && key !== 'lastEventId')
      : [],
  )
}

const procedures: Procedure[] = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, meta, inputs } = (procedure as unknown as { _def: unknown })._def as Omit<
    Procedure,
    'ids'
  > & {
    inputs: unknown[]
  }
  return { path, type, meta: meta ?? {}, ids: idsOf(inputs) }
})
const closed = procedures.filter(({ meta }) => meta.policy !== 'public')

let app: TestApp
let ada: Person
let eve: Person
let adas: Owned
let eves: Owned
beforeAll(async () => {
  app = await createTestApp()
  ada = await app.signIn('ada@example.org')
  eve = await app.signIn('eve@example.org')
  adas = await ownOneOfEach(ada)
  eves = await ownOneOfEach(eve)
}, 120_000)
afterAll(() => app.close())

interface Answer {
  status: number
  reason: string
}

async function call(
  procedure: Procedure,
  headers: Record<string, string>,
  input: unknown = {},
): Promise<Answer> {
  const { path, type } = procedure
  const url = `/api/v1/trpc/${path}`
  const response =
    type === 'mutation'
      ? await app.fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
      : await app.fetch(`${url}?input=${encodeURIComponent(JSON.stringify(input))}`, {
          headers: { ...headers, ...(type === 'subscription' ? { accept: 'text/event-stream' } : {}) },
        })
  const { error } = type === 'subscription' ? await firstOfStream(response) : await readError(response)
  return error
    ? { status: error.data.httpStatus, reason: error.data.reason }
    : { status: response.status, reason: 'ok' }
}

interface WireError {
  error?: { data: { httpStatus: number; reason: string } } | undefined
}

async function readError(response: Response): Promise<WireError> {
  return (await response.json()) as WireError
}

/** A stream answers 200 and tells its refusal as its first event. */
async function firstOfStream(response: Response): Promise<WireError> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const refusal = /event: serialized-error\ndata: (.*)\n/.exec(text)?.[1]
    if (refusal !== undefined) return { error: JSON.parse(refusal) as NonNullable<WireError['error']> }
    if (/^(id|event: ping)/m.test(text)) break
  }
  return {}
}

test('every procedure declares who may call it', () => {
  expect(procedures.length).toBeGreaterThan(5)
  expect(procedures.filter(({ meta }) => meta.policy === undefined).map(({ path }) => path)).toEqual([])
})

describe('every id that a call takes is in a sample input of src/testing/owned-things.ts', () => {
  // Operators name everybody's things; others are refused whatever they name.
  const naming = procedures.filter(({ ids, meta }) => ids.length > 0 && meta.policy === 'user')

  test.each(naming)('$path', ({ path, ids }) => {
    const samples = callsThatName[path]?.(adas, eves) ?? []
    expect(ids.filter((key) => !samples.some((sample) => key in sample))).toEqual([])
  })
})

describe('nobody', () => {
  test.each(closed)('is refused: $path', async (procedure) => {
    expect(await call(procedure, {})).toEqual({ status: 401, reason: 'sign_in_required' })
  })
})

describe('an ordinary person', () => {
  test('has calls of their own', () => {
    expect(closed.some(({ meta }) => meta.policy === 'user')).toBe(true)
  })

  test.each(closed.filter(({ meta }) => meta.policy === 'operator' || meta.policy === 'admin'))(
    'is refused: $path',
    async (procedure) => {
      const refused = { status: 403, reason: 'operator_required' }
      expect(await call(procedure, { cookie: eve.cookie })).toEqual(refused)
    },
  )
})

describe('a token that may only read', () => {
  test.each(closed.filter(({ type, meta }) => type === 'mutation' && meta.policy === 'user'))(
    'changes nothing: $path',
    async (procedure) => {
      const { token } = await eve.client.tokens.create.mutate({ name: 'reads', scope: 'read' })
      expect(await call(procedure, { authorization: `Bearer ${token}` })).toEqual({
        status: 403,
        reason: 'token_read_only',
      })
      await app.database.pool.query('delete from personal_access_token where user_id = $1', [eve.userId])
    },
  )
})

describe("another person's id", () => {
  const naming = procedures.filter(({ path }) => path in callsThatName)

  test.each(naming)('is not found: $path', async (procedure) => {
    for (const input of callsThatName[procedure.path]?.(adas, eves) ?? []) {
      const { status } = await call(procedure, { cookie: eve.cookie }, input)
      expect({ input, status }).toEqual({ input, status: 404 })
    }
  })

  test.each(naming.filter(({ type }) => type === 'query'))(
    'is found by its owner: $path',
    async (procedure) => {
      for (const input of callsThatName[procedure.path]?.(adas, adas) ?? []) {
        expect(await call(procedure, { cookie: ada.cookie }, input)).toEqual({ status: 200, reason: 'ok' })
      }
    },
  )
})
