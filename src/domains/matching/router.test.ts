import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Client } from '../../client.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { manyMatches, storeMany } from '../../testing/many-matches.ts'
import { asWorker } from '../../platform/db/transaction.ts'

let app: TestApp
let client: Client
let token: string
const seeded = manyMatches(60)
const shown = seeded.filter(({ hidden }) => !hidden)

beforeAll(async () => {
  app = await createTestApp()
  const person = await app.tokenFor({ email: 'lister@example.org' })
  ;({ client, token } = person)
  await asWorker(app.ctx.db, (tx) => storeMany(tx, person.userId, seeded, { asked: true }))
})
afterAll(() => app.close())

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string(), verdict: z.string() })),
  nextCursor: z.string().nullable(),
})
const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
const get = (query: string) =>
  app.fetch(`/api/v1/matches${query}`, { headers: { authorization: `Bearer ${token}` } })

describe('over REST', () => {
  test.each([
    ['verdicts=strong&verdicts=weak', ['strong', 'weak']],
    ['verdicts=strong', ['strong']],
    ['verdict=strong&verdicts=strong&verdicts=weak', ['strong']],
    ['verdict=possible&verdicts=strong', []],
  ])('several verdicts are a name several times: %s', async (query, verdicts) => {
    const response = await get(`?${query}&unseen=true&minScore=10&limit=100`)
    const { items } = pageSchema.parse(await response.json())
    const expected = shown.filter(({ verdict, score }) => verdicts.includes(verdict) && (score ?? -1) >= 10)
    expect(items.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
  })

  test('pages go on, and a cursor of another order is refused in words', async () => {
    const first = pageSchema.parse(await (await get('?limit=40')).json())
    const second = pageSchema.parse(await (await get(`?limit=40&cursor=${first.nextCursor}`)).json())
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(shown.length)
    const response = await get(`?sort=newest&cursor=${first.nextCursor}`)
    expect(response.status).toBe(400)
    const { error } = refusalSchema.parse(await response.json())
    expect(error).toMatchObject({ code: 'match_cursor_foreign', message: expect.stringContaining('start') })
  })

  test('an unknown verdict is refused', async () => {
    expect((await get('?verdicts=strong&verdicts=great')).status).toBe(400)
  })

  test('counts are no match by that name', async () => {
    const response = await get('/counts')
    expect(await response.json()).toEqual(await client.matches.counts.query())
    expect(response.status).toBe(200)
  })
})

test('seeing and hiding many show in the counts', async () => {
  const before = await client.matches.counts.query()
  const { items } = await client.matches.list.query({ limit: 3, unseen: true })
  const ids = items.map(({ id }) => id)
  const { seen } = await client.matches.see.mutate({ ids })
  expect(seen.toSorted()).toEqual(ids.toSorted())
  const { changed } = await client.matches.hideMany.mutate({ ids, hidden: true })
  expect(changed.toSorted()).toEqual(ids.toSorted())
  expect(await client.matches.counts.query()).toMatchObject({
    total: before.total - 3,
    unseen: before.unseen - 3,
    hidden: before.hidden + 3,
  })
  await expect(client.matches.see.mutate({ ids: [] })).rejects.toMatchObject({
    data: { code: 'BAD_REQUEST' },
  })
})
