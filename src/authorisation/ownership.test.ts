import {
  BinaryOperationNode,
  ColumnNode,
  OperationNodeTransformer,
  OperatorNode,
  PrimitiveValueListNode,
  ReferenceNode,
  ValueNode,
  type KyselyPlugin,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { createTestApp, type Person, type TestApp } from '../testing/app.ts'
import { callsThatName, ownOneOfEach, type Owned } from '../testing/owned-things.ts'
import { openRawStream } from '../testing/raw-stream.ts'
import {
  procedureRequest,
  proceduresOf,
  readAnswer,
  restRequest,
  type Answer,
  type Procedure,
} from '../testing/procedures.ts'

/** What belongs to one person isn't there for another, whoever they are and however they ask. */

const procedures = proceduresOf(appRouter)
const naming = procedures.filter(({ path }) => path in callsThatName)

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

interface Asked extends Answer {
  call: string
  input: object
}

/** Every call that names something of Ada’s, by tRPC and in the REST mirror, as that person. */
async function askFor(person: Person, own: Owned, among: Procedure[]): Promise<Asked[]> {
  const headers = { cookie: person.cookie }
  const asked: Asked[] = []
  for (const procedure of among) {
    const { path, rest } = procedure
    for (const input of callsThatName[path]?.(adas, own) ?? []) {
      const ask = async (call: string, request: Request) =>
        asked.push({ call, input, ...(await readAnswer(await app.app.fetch(request))) })
      await ask(path, procedureRequest(procedure, headers, input))
      if (rest) await ask(`${rest.method} ${rest.path}`, restRequest(rest, headers, { ...input }))
    }
  }
  return asked
}

const notFound = (asked: Asked[]): Asked[] => asked.filter(({ status }) => status === 404)
const found = (asked: Asked[]): string[] =>
  asked.filter(({ status }) => status !== 404).map(({ call }) => call)

test('every id that a call takes is in a sample input of src/testing/owned-things.ts', () => {
  // Operators name everybody's things; others are refused whatever they name.
  const own = procedures.filter(
    ({ ids, policy }) => ids.length > 0 && ['user', 'door', 'sensitive'].includes(policy ?? ''),
  )
  const missing = own.flatMap(({ path, ids }) => {
    const samples = callsThatName[path]?.(adas, eves) ?? []
    return ids.filter((key) => !samples.some((sample) => key in sample)).map((key) => `${path} ${key}`)
  })
  expect(own.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

test('what is another person’s is not found', async () => {
  const asked = await askFor(eve, eves, naming)
  expect(asked.length).toBeGreaterThan(naming.length)
  expect(asked.filter(({ status }) => status !== 404)).toEqual([])
})

test('an upload that names another person’s résumé finds none', async () => {
  const answer = await eve.upload('cv.txt', Buffer.from('nothing'), `?resumeId=${adas.resume}`)
  expect([404, 415, 422]).toContain(answer.status)
  const { items } = await ada.client.resumes.versions.query({ id: adas.resume })
  expect(items.length).toBe(1)
})

test('what is their own is found', async () => {
  const asked = await askFor(
    ada,
    adas,
    naming.filter(({ type }) => type === 'query'),
  )
  expect(asked.filter(({ status }) => status !== 200)).toEqual([])
})

test('a stream of events tells a person of their own runs alone', async () => {
  const events = `${app.url}/api/v1/trpc/agents.events?input=${encodeURIComponent('{"after":0}')}`
  const stream = await openRawStream(events, { cookie: eve.cookie })
  try {
    const text = await stream.untilText(eves.run)
    const named = [...text.matchAll(/"runId":"([^"]+)"/g)].map(([, run]) => run)
    expect(named.length).toBeGreaterThan(1)
    expect(named).not.toContain(adas.run)
  } finally {
    stream.close()
  }
})

test('a link to a file opens that file, and none that somebody makes of it', async () => {
  const link = await ada.client.resumes.file.query({ id: adas.resume })
  const { pathname } = new URL(link.url)
  const [content = '', signature = ''] = pathname.slice(pathname.lastIndexOf('/') + 1).split('.')
  const open = async (token: string) => (await app.fetch(`/api/v1/files/${token}`)).status
  const evesFile = Buffer.from(content, 'base64url').toString().replaceAll(ada.userId, eve.userId)
  const forged = [
    content,
    `${content}.`,
    `.${signature}`,
    `${content}.${signature.slice(1)}`,
    `${content}.${signature}.${signature}`,
    `${Buffer.from(evesFile).toString('base64url')}.${signature}`,
    `${Buffer.from('["../../etc/passwd","x",9e15]').toString('base64url')}.${signature}`,
  ]
  expect(await open(`${content}.${signature}`)).toBe(200)
  expect(await Promise.all(forged.map(open))).toEqual(forged.map(() => 404))
})

/** Takes `user_id = …` out of every query that is built, as if all had forgotten it. */
class WithoutOwners extends OperationNodeTransformer {
  protected override transformBinaryOperation(
    ...parameters: Parameters<OperationNodeTransformer['transformBinaryOperation']>
  ) {
    const [node] = parameters
    const { leftOperand: left, rightOperand: right } = node
    const isOwner =
      ReferenceNode.is(left) && ColumnNode.is(left.column) && left.column.column.name === 'user_id'
    if (!isOwner || !(ValueNode.is(right) || PrimitiveValueListNode.is(right)))
      return super.transformBinaryOperation(...parameters)
    const one = ValueNode.createImmediate(1)
    return BinaryOperationNode.create(one, OperatorNode.create('='), one)
  }
}

const transformer = new WithoutOwners()
const withoutOwners: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
}

// Last, since nothing is as it was after it.
describe('with a check switched off', () => {
  const reading = naming.filter(({ type }) => type === 'query')
  const setPolicies = async (condition: string): Promise<void> => {
    const { rows } = await app.database.pool.query<{ table: string }>(
      `select quote_ident(tablename) as table from pg_policies where policyname = 'own_rows' and cmd = 'ALL'`,
    )
    for (const { table } of rows)
      await app.database.pool.query(`alter policy own_rows on ${table} using (${condition})`)
  }

  test('the other one holds, and without both the questions above notice', async () => {
    const { ctx } = app
    const whole = ctx.db
    ctx.db = whole.withPlugin(withoutOwners)
    // Queries without owners: row-level security alone.
    expect(found(await askFor(eve, eves, reading))).toEqual([])
    await setPolicies('true')
    const leaked = found(await askFor(eve, eves, reading))
    ctx.db = whole
    // Row-level security is gone: the owners in the queries alone.
    expect(notFound(await askFor(eve, eves, reading)).length).toBeGreaterThan(reading.length)
    expect(found(await askFor(eve, eves, reading))).toEqual([])
    await setPolicies('user_id = (select app.current_user_id())')
    expect(leaked).toEqual(
      expect.arrayContaining(['postings.get', 'resumes.get', 'drafts.get', 'agents.run']),
    )
  })
})
