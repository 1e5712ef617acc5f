import { expect, test } from 'vitest'
import { z } from 'zod'
import { createTestApp } from './testing/app.ts'
import { exampleWords, yields } from './api-words.ts'
import { listProcedures } from './platform/trpc/api-procedures.ts'
import { appRouter } from './router.ts'

const media = z.object({
  'application/json': z.object({ schema: z.record(z.string(), z.unknown()), example: z.unknown() }),
})
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(3),
  description: z.string().min(3),
  tags: z.array(z.string()).length(1),
  security: z.unknown().optional(),
  parameters: z
    .array(z.object({ in: z.string(), name: z.string(), example: z.unknown().optional() }))
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().min(3), content: media })),
})
const documentSchema = z.object({
  openapi: z.string().startsWith('3.1'),
  info: z.object({ description: z.string(), version: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string().min(3) })),
  components: z.object({
    schemas: z.object({ Error: z.record(z.string(), z.unknown()) }),
    securitySchemes: z.object({
      Authorization: z.object({ type: z.literal('http'), scheme: z.literal('bearer') }),
    }),
  }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})

const app = await createTestApp({ config: { role: 'web' } })
const document = documentSchema.parse(await (await app.fetch('/api/v1/openapi.json')).json())
const page = await app.fetch('/api')
const html = await page.text()
const docs = await (await app.fetch('/api/v1/docs')).text()
const missing = await app.fetch('/api/nothing')
await app.close()

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, ...operation })),
)

test.each(operations)('$name is explained with examples that its own schemas take', (operation) => {
  const tags = document.tags.map(({ name }) => name)
  expect(tags).toContain(operation.tags[0])
  const { '200': answer, ...refusals } = operation.responses
  const json = answer?.content['application/json']
  expect(z.fromJSONSchema(json?.schema ?? {}).safeParse(json?.example)).toMatchObject({ success: true })
  const refused = z.fromJSONSchema(document.components.schemas.Error)
  const errors = Object.entries(refusals).filter(([status]) => !status.startsWith('2'))
  expect(errors.map(([status]) => status)).toContain('default')
  for (const [, { content }] of errors)
    expect(refused.safeParse(content['application/json'].example)).toMatchObject({ success: true })
  for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'path'))
    expect(operation.parameters.find((parameter) => parameter.name === name)?.example).toBeTypeOf('string')
  // A form has no JSON.
  if (!operation.requestBody || operation.operationId?.endsWith('-upload')) return
  const body = media.parse(operation.requestBody.content)['application/json']
  expect(z.fromJSONSchema(body.schema).safeParse(body.example)).toMatchObject({ success: true })
})

test('what needs a sign-in says so, and refuses without one', () => {
  for (const { operationId, security, responses } of operations)
    expect([operationId, '401' in responses]).toEqual([operationId, security !== undefined])
  expect(
    operations.filter(({ security }) => security === undefined).map(({ operationId }) => operationId),
  ).toEqual(['sessions-options', 'privacy-retention-list'])
})

test('the page names every procedure, and stands at both addresses', () => {
  expect(page.headers.get('content-type')).toContain('text/html')
  for (const name of Object.keys(appRouter._def.procedures)) expect(html).toContain(`<article id="${name}">`)
  expect(docs).toBe(html)
  expect(missing.status).toBe(404)
})

test('every procedure without a REST address is on the page with its types', () => {
  const only = listProcedures(appRouter, { comments: new Map(), yields, words: exampleWords }).filter(
    ({ rest }) => !rest,
  )
  expect(only.length).toBeGreaterThan(5)
  for (const { name, output } of only) {
    expect(output, name).not.toBeNull()
    expect(html).toMatch(new RegExp(`<b>tRPC \\w+</b> ${name.replace('.', '\\.')}, no REST address`))
  }
})
