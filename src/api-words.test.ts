import { fileURLToPath } from 'node:url'
import type { AnyTRPCRouter } from '@trpc/server'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleWords, groupWords, yields } from './api-words.ts'
import { listProcedures } from './platform/trpc/api-procedures.ts'
import { readRouterComments } from './platform/trpc/router-comments.ts'
import { appRouter } from './router.ts'

const comments = readRouterComments(fileURLToPath(new URL('.', import.meta.url)))
const procedures = listProcedures(appRouter, { comments, yields, words: exampleWords })
const parsers = z.object({
  inputs: z.array(z.instanceof(z.ZodType)),
  output: z.instanceof(z.ZodType).optional(),
})

function parsersOf(router: AnyTRPCRouter, name: string) {
  const all: Record<string, { _def: unknown }> = router._def.procedures
  return parsers.parse(all[name]?._def)
}

test('every procedure and every group is explained', () => {
  expect(procedures.filter(({ comment }) => comment.words === '').map(({ name }) => name)).toEqual([])
  const groups = new Set(procedures.map(({ group }) => group))
  expect([...groups].toSorted()).toEqual(Object.keys(groupWords).toSorted())
})

test.each(procedures)('the examples of $name are what it takes and answers', ({ name, example }) => {
  const { inputs, output } = parsersOf(appRouter, name)
  for (const parser of inputs) expect(parser.safeParse(example.input)).toMatchObject({ success: true })
  const answer = output ?? new Map<string, z.ZodType>(Object.entries(yields)).get(name)
  expect(answer?.safeParse(example.output)).toMatchObject({ success: true })
  expect(JSON.stringify(example)).not.toContain('…"')
})
