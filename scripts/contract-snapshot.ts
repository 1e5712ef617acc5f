import type { AnyRouter } from '@trpc/server'
import { z } from 'zod'
import { seeSchema, type JsonSchema } from './contract-schema.ts'

const jsonSchema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null)

/** What callers of a procedure rely on. */
export const procedureSchema = z.strictObject({
  kind: z.enum(['query', 'mutation', 'subscription']),
  /** Who may call it. */
  policy: z.string().nullable(),
  /** Its place in the REST mirror: `GET /users/me`. */
  rest: z.string().nullable(),
  /** Null takes nothing; `optional` may be called without. */
  input: z.strictObject({ optional: z.boolean(), schema: jsonSchema }).nullable(),
  /** What it answers; of a subscription, what it yields each time. */
  output: jsonSchema.nullable(),
})
export type Procedure = z.infer<typeof procedureSchema>

/** Procedures by name: `users.me`. */
export type Contract = Map<string, Procedure>

export interface Snapshot {
  contract: Contract
  /** Places that the gate could not watch. */
  problems: string[]
}

const zodParser = z.instanceof(z.ZodType)
const definition = z.object({
  type: procedureSchema.shape.kind,
  meta: z
    .object({
      policy: z.string().optional(),
      openapi: z
        .object({ method: z.string(), path: z.string(), enabled: z.boolean().default(true) })
        .optional(),
    })
    .default({}),
  inputs: z.array(z.unknown()),
  output: z.unknown().optional(),
})

/** The contract of a router. `yields` names what its subscriptions yield, where they have no output schema. */
export function takeSnapshot(router: AnyRouter, yields: Readonly<Record<string, z.ZodType>>): Snapshot {
  const problems: string[] = []
  const contract: Contract = new Map()
  const procedures: Record<string, { _def: unknown }> = router._def.procedures
  for (const name of Object.keys(procedures).toSorted()) {
    const own = definition.parse(procedures[name]?._def)
    const rest = own.meta.openapi?.enabled ? `${own.meta.openapi.method} ${own.meta.openapi.path}` : null
    const input = inputOf(own.inputs, `${name} input`, problems)
    const output = outputOf(own.output ?? yields[name], own.type, name, problems)
    contract.set(name, { kind: own.type, policy: own.meta.policy ?? null, rest, input, output })
  }
  return { contract, problems }
}

function inputOf(parsers: unknown[], at: string, problems: string[]): Procedure['input'] {
  const known = parsers.filter((parser) => parser instanceof z.ZodType)
  if (known.length < parsers.length) problems.push(`${at}: is checked by code: give it a zod schema`)
  if (known.length === 0) return null
  const schemas = known.map((parser) => see(parser, 'input', at, problems))
  const [only, ...more] = schemas
  return {
    optional: known.every((parser) => parser.safeParse(undefined).success),
    schema: only && more.length === 0 ? only : { allOf: schemas },
  }
}

function outputOf(
  parser: unknown,
  kind: Procedure['kind'],
  name: string,
  problems: string[],
): Procedure['output'] {
  const { data } = zodParser.safeParse(parser)
  if (data) return see(data, 'output', `${name} output`, problems)
  const cure =
    kind === 'subscription' ? 'name what it yields in scripts/contract-yields.ts' : 'give it .output(schema)'
  problems.push(`${name} output: no schema says what it is: ${cure}`)
  return null
}

function see(parser: z.ZodType, io: 'input' | 'output', at: string, problems: string[]): JsonSchema {
  const { schema, unseen } = seeSchema(parser, io)
  for (const place of unseen)
    problems.push(`${at}${place}: made by code, so that nobody sees what it is: pipe it into a schema`)
  return schema
}
