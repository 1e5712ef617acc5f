import { expect, test } from 'vitest'
import { z } from 'zod'
import { listProcedures } from '../trpc/api-procedures.ts'
import { publicProcedure, router, userProcedure } from '../trpc/procedures.ts'
import { apiPage } from './api-page.ts'

const things = router({
  things: router({
    find: userProcedure
      .meta({ openapi: { method: 'GET', path: '/things/{id}' } })
      .input(z.object({ id: z.uuid(), limit: z.coerce.number().int().min(1).max(50).default(20) }))
      .output(z.object({ title: z.string(), size: z.enum(['small', 'large']).nullable() }))
      .query(() => ({ title: '', size: null })),
    rename: userProcedure
      .input(z.object({ title: z.string().max(9) }))
      .output(z.object({ ok: z.literal(true) }))
      .mutation(() => ({ ok: true }) as const),
    watch: publicProcedure.subscription(async function* () {
      yield { count: 1 }
    }),
  }),
})
const comments = new Map([
  ['things.find', { words: 'Finds <b>one</b> by its `id`.', fields: { limit: 'At most so many.' } }],
])
const words = { fields: { title: "Sam's", 'input:limit': true, limit: 5 }, inputs: {} }
const yields = { 'things.watch': z.object({ count: z.number() }) }
const options = {
  procedures: listProcedures(things, { comments, yields, words }),
  words: {
    groups: { things: 'All the things.' },
    errors: { things: { thing_gone: { kind: 'not_found', words: 'It is gone.' } } },
  },
  base: 'https://jobs.example.org/api/v1',
  version: '1.2.3',
} as const

const article = async (name: string): Promise<string> => {
  const page = (await apiPage(options)).toString()
  const found = new RegExp(`<article id="${name}">[\\s\\S]*?</article>`).exec(page)?.[0] ?? ''
  return found
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

test('a call with a REST address: place, words, parameters, both ways to call, answer', async () => {
  const text = await article('things.find')
  expect(text).toContain('GET /api/v1/things/{id}')
  expect(text).toContain('Finds &lt;b&gt;one&lt;/b&gt; by its id.')
  expect(text).toMatch(/id\s+string in the path, required, uuid/)
  expect(text).toMatch(/limit\s+number in the query, optional, 1 to 50, default 20 At most so many\./)
  const id = /query\(\{ id: '([0-9a-f-]{36})', limit: 5 \}\)/.exec(text)?.[1] ?? 'none'
  expect(text).toContain(
    `curl -H "Authorization: Bearer $JOBPILOT_TOKEN" \\\n  'https://jobs.example.org/api/v1/things/${id}?limit=5'`,
  )
  expect(text).toContain('title: string\n  size: "small" | "large" | null')
  expect(text).toContain('"title": "Sam\'s"')
})

test('a call without a REST address goes to tRPC; quotes in a body survive the shell', async () => {
  const text = await article('things.rename')
  expect(text).toContain('tRPC mutation things.rename, no REST address')
  expect(text).toContain(String.raw`-d '{"title":"Sam'\''s"}'`)
  expect(text).toContain(`await client.things.rename.mutate({ title: "Sam's" })`)
  const stream = await article('things.watch')
  expect(stream).toContain('Needs no sign-in.')
  expect(stream).toContain(
    `curl -N -H "Accept: text/event-stream" \\\n  'https://jobs.example.org/api/v1/trpc/things.watch'`,
  )
  expect(stream).toContain('count: number')
})

test('the page runs nothing, loads nothing from elsewhere, and its contents lead to every call', async () => {
  const page = (await apiPage(options)).toString()
  expect(page).not.toMatch(/<script|\son\w+=|src=|@import|url\(/)
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, to = '']) => to)
  expect(links.filter((to) => !to.startsWith('/') && !to.startsWith('#'))).toEqual([])
  const places = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`))
  expect(links.filter((to) => to.startsWith('#') && !places.has(to))).toEqual([])
  expect(links).toEqual(
    expect.arrayContaining(['#things', '#things.find', '#things.rename', '#things.watch']),
  )
  expect(page).toMatch(/thing_gone[\s\S]*404[\s\S]*It is gone\./)
})
