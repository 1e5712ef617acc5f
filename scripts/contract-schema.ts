import { z } from 'zod'
import { impliedPattern } from './contract-formats.ts'

/** A JSON schema as zod writes it, with `x-coerced`, `x-refinements` and `x-then` for what JSON schemas cannot say. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

export interface SeenSchema {
  schema: JsonSchema
  /** Places that no schema describes, so that a change there would pass unseen. */
  unseen: string[]
}

/** What a parser takes (`input`) or gives (`output`), in an order that doesn't depend on how it was written. */
export function seeSchema(parser: z.ZodType, io: 'input' | 'output'): SeenSchema {
  const unseen: string[] = []
  return { schema: stable(emit(parser, io, unseen, new Set()), io), unseen: [...new Set(unseen)].toSorted() }
}

function emit(
  parser: z.core.$ZodType,
  io: 'input' | 'output',
  unseen: string[],
  above: Set<unknown>,
): JsonSchema {
  return z.toJSONSchema(parser, {
    io,
    // Titles and examples are documentation, no contract.
    metadata: z.registry(),
    unrepresentable: ({ zodSchema, path }) => {
      const { type } = zodSchema._zod.def
      // A value made by code alone could be anything. A check of a whole object has a schema beside it.
      if (type === 'transform' || type === 'custom') unseen.push(place(path))
      return { 'x-zod': type }
    },
    override: ({ zodSchema, jsonSchema }) => {
      if (io === 'output') return
      const { def } = zodSchema._zod
      if (isCoerced(def)) jsonSchema['x-coerced'] = true
      const rules = refinements(def, zodSchema)
      if (rules.length > 0) jsonSchema['x-refinements'] = joined(jsonSchema['x-refinements'], rules)
      const next = def.type === 'pipe' && def.in._zod.def.type !== 'transform' ? def.out : null
      if (!next || next._zod.def.type === 'transform' || above.has(next)) return
      const then = emit(next, io, unseen, new Set([...above, next]))
      jsonSchema['x-then'] = [...asList(jsonSchema['x-then']), then]
    },
  })
}

/** `.items[].name` of a path of JSON schema keywords. */
function place(path: (string | number)[]): string {
  let said = ''
  for (let index = 0; index < path.length; index++) {
    const keyword = path[index]
    if (keyword === 'properties') said += `.${path[++index] ?? ''}`
    else said += keyword === 'items' ? '[]' : `.${keyword ?? ''}`
  }
  return said
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** A wrapper inherits the rules inside it; a schema made from another one repeats them. */
function joined(inherited: unknown, own: string[]): unknown[] {
  const before = asList(inherited)
  return before.every((rule, index) => rule === own[index]) ? own : [...before, ...own]
}

/** Takes more than its type says: `z.coerce`, `z.preprocess`, `.catch()`. */
function isCoerced(def: z.core.$ZodTypes['_zod']['def']): boolean {
  if (def.type === 'catch') return true
  if (def.type === 'pipe') return def.in._zod.def.type === 'transform'
  return 'coerce' in def && def.coerce === true
}

/** Rules in code, known by their words; and the parts of an address that must match. */
function refinements(def: z.core.$ZodTypes['_zod']['def'], schema: z.core.$ZodTypes): string[] {
  const rules: string[] = []
  for (const check of def.checks ?? []) {
    const own = check._zod.def
    if (own.check === 'custom') rules.push(wordsOf(own, schema))
    rules.push(...addressRules(own))
  }
  return [...rules, ...addressRules(def)]
}

function addressRules(def: object): string[] {
  return ['protocol', 'hostname'].flatMap((part) => {
    const rule: unknown = Reflect.get(def, part)
    return rule instanceof RegExp ? [`${part} matches ${String(rule)}`] : []
  })
}

function wordsOf(def: z.core.$ZodCheckDef, schema: z.core.$ZodTypes): string {
  const error: unknown = def.error
  try {
    const issue = { code: 'custom', input: undefined, inst: schema, path: [], message: '' }
    const said: unknown = typeof error === 'function' ? Reflect.apply(error, undefined, [issue]) : undefined
    const words: unknown = typeof said === 'object' && said ? Reflect.get(said, 'message') : said
    if (typeof words === 'string' && words !== '') return words
  } catch {
    // Words made from the value that was wrong: there is none here.
  }
  return 'a rule without words'
}

const unordered = new Set(['enum', 'required', 'anyOf', 'type'])

/** The same contract gives the same text, however its schemas are ordered. */
function stable(schema: JsonSchema, io: 'input' | 'output'): JsonSchema {
  const { $schema: _version, readOnly: _documentation, oneOf, ...rest } = schema
  const kept: Record<string, unknown> = { ...rest }
  if (oneOf) kept['anyOf'] = oneOf
  if (schema.pattern === impliedPattern(schema.format)) delete kept['pattern']
  if (schema.type === 'integer') dropSafeBounds(kept)
  // Every key is a text.
  if (text(schema.propertyNames) === '{"type":"string"}') delete kept['propertyNames']
  // Unknown keys never reach a caller, and defaults have been filled in.
  if (io === 'output' && schema.additionalProperties === false) delete kept['additionalProperties']
  if (io === 'output') delete kept['default']
  const keys = Object.keys(kept).toSorted((a, b) => rank(a) - rank(b) || compare(a, b))
  return Object.fromEntries(keys.map((key) => [key, stableValue(key, kept[key], io)]))
}

function rank(key: string): number {
  return key === 'type' ? 0 : key === '$defs' ? 2 : 1
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function dropSafeBounds(schema: Record<string, unknown>): void {
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
}

function stableValue(key: string, value: unknown, io: 'input' | 'output'): unknown {
  if (key === 'properties' || key === '$defs') {
    const entries = Object.entries(Object(value)).toSorted(([a], [b]) => compare(a, b))
    return Object.fromEntries(entries.map(([name, schema]) => [name, stableValue('', schema, io)]))
  }
  if (key === 'default' || key === 'const' || key === 'x-refinements') return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => stableValue('', item, io))
    return unordered.has(key) ? items.toSorted((a, b) => compare(text(a), text(b))) : items
  }
  return isSchema(value) ? stable(value, io) : value
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null
}
