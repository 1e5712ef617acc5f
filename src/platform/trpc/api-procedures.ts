import type { AnyTRPCRouter } from '@trpc/server'
import { z } from 'zod'
import { createExample, type ExampleWords } from './example-value.ts'
import type { ProcedureComment } from './router-comments.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** A procedure as its documentation tells of it. */
export interface ApiProcedure {
  /** `users.me` */
  name: string
  /** `users` */
  group: string
  kind: 'query' | 'mutation' | 'subscription'
  isPublic: boolean
  /** Its place in the REST mirror. */
  rest: { method: string; path: string } | null
  comment: ProcedureComment
  input: JsonSchema | null
  /** What it answers; a subscription, each time. */
  output: JsonSchema | null
  example: { input: unknown; output: unknown }
}

/** What the router itself doesn't know about its calls. */
export interface ApiGuide {
  comments: ReadonlyMap<string, ProcedureComment>
  /** What subscriptions yield. */
  yields: Readonly<Record<string, z.ZodType>>
  words: ExampleWords
}

const definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z
    .object({
      policy: z.string().optional(),
      openapi: z.object({ method: z.string(), path: z.string() }).optional(),
    })
    .default({}),
  inputs: z.array(z.instanceof(z.ZodType)),
  output: z.instanceof(z.ZodType).optional(),
})

function see(parser: z.ZodType | undefined, io: 'input' | 'output'): JsonSchema | null {
  return parser ? z.toJSONSchema(parser, { io, unrepresentable: 'any' }) : null
}

/** Every procedure of the router, in its order. */
export function listProcedures(router: AnyTRPCRouter, guide: ApiGuide): ApiProcedure[] {
  const procedures: Record<string, { _def: unknown }> = router._def.procedures
  return Object.entries(procedures).map(([name, procedure]) => {
    const { type: kind, meta, inputs, output: parser } = definition.parse(procedure._def)
    const input = see(inputs.at(-1), 'input')
    const output = see(parser ?? guide.yields[name], 'output')
    return {
      name,
      group: name.split('.', 1)[0] ?? name,
      kind,
      isPublic: meta.policy === 'public',
      rest: meta.openapi ?? null,
      comment: guide.comments.get(name) ?? { words: '', fields: {} },
      input,
      output,
      example: {
        input: createExample(input, { procedure: name, side: 'input', words: guide.words }),
        output: createExample(output, { procedure: name, side: 'output', words: guide.words }),
      },
    }
  })
}
