import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** What breaks programs that trust their callers. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\u202Eabc',
  "'; drop table users; --",
  "' or '1'='1",
  '%00',
  '../../etc/passwd',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=1+1',
  '%_\\',
  'null',
  'NaN',
  '__proto__',
  '9'.repeat(400),
  '🧑‍🚀'.repeat(50),
  'x'.repeat(20_000),
)
const junkNumber = fc.constantFrom(
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  5e-324,
)
const junk: Arbitrary<unknown> = fc.oneof(
  nasty,
  junkNumber,
  fc.constantFrom(null, true, [], {}, [[]], [null], { __proto__: null }, { length: 1e9 }, { toString: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown),
  fc.constant(JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}') as unknown),
)

const isSchema = (schema: unknown): schema is JsonSchema => typeof schema === 'object' && schema !== null

const formats: Record<string, Arbitrary<string>> = {
  email: fc.constantFrom('ada@example.org', 'Ada@EXAMPLE.org', `${'a'.repeat(60)}@example.org`),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  date: fc.constantFrom('2026-02-29', '2026-01-31', '0000-01-01', '9999-12-31'),
  uri: fc.constantFrom('https://example.com/jobs', 'http://127.0.0.1/', 'file:///etc/passwd'),
}

function textOf({ format, minLength, maxLength }: JsonSchema, ids: readonly string[]): Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid())
  const known = format === undefined ? undefined : formats[format]
  if (known) return known
  const least = Math.min(minLength ?? 0, 1_000)
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.string({
        unit: 'binary',
        minLength: least,
        maxLength: Math.min(maxLength ?? 200, 2_000),
      }),
    },
    { weight: 1, arbitrary: nasty },
  )
}

function numberOf({ type, minimum = -1e6, maximum = 1e6 }: JsonSchema): Arbitrary<number> {
  const [min, max] = [Math.max(minimum, -(2 ** 31)), Math.min(maximum, 2 ** 31)]
  return type === 'integer'
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true })
}

function objectOf(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
  const own = Object.entries(schema.properties ?? {}).filter((entry): entry is [string, JsonSchema] =>
    isSchema(entry[1]),
  )
  if (own.length === 0 && isSchema(schema.additionalProperties))
    return fc.dictionary(fc.string(), fromSchema(schema.additionalProperties, ids), { maxKeys: 5 })
  const fields = Object.fromEntries(own.map(([name, field]) => [name, fromSchema(field, ids)]))
  const requiredKeys = (schema.required ?? []).filter((name) => name in fields)
  return fc.record(fields, { requiredKeys, noNullPrototype: true })
}

function listOf(
  { items, minItems = 0, maxItems = 5 }: JsonSchema,
  ids: readonly string[],
): Arbitrary<unknown> {
  const item = isSchema(items) && !Array.isArray(items) ? fromSchema(items, ids) : junk
  return fc.array(item, { minLength: Math.min(minItems, 5), maxLength: Math.min(maxItems, 8) })
}

const byType: Record<string, (schema: JsonSchema, ids: readonly string[]) => Arbitrary<unknown>> = {
  string: textOf,
  integer: numberOf,
  number: numberOf,
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: listOf,
  object: objectOf,
}

function fitting(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum && schema.enum.length > 0) return fc.constantFrom<unknown>(...schema.enum)
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema)
  if (branches.length > 0) return fc.oneof(...branches.map((branch) => fromSchema(branch, ids)))
  return byType[String(schema.type)]?.(schema, ids) ?? junk
}

/** Mostly what the schema takes; now and then, anywhere in it, something else. */
function fromSchema(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
  return fc.oneof({ weight: 19, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: junk })
}

/** Inputs for a call: such as its schema takes, nearly such, and plain junk. `ids` are some that exist. */
export function arbitraryInput(parser: z.ZodType | null, ids: readonly string[]): Arbitrary<unknown> {
  if (!parser) return junk
  const schema = z.toJSONSchema(parser, { io: 'input', unrepresentable: 'any' })
  return fc.oneof({ weight: 8, arbitrary: fromSchema(schema, ids) }, { weight: 2, arbitrary: junk })
}
