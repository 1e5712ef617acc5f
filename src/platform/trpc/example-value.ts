import { createHash } from 'node:crypto'
import type { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** The words of the product for examples. */
export interface ExampleWords {
  /** Values by the field's name; `group.field` or `procedure.field` is more exact and goes first. */
  fields: Readonly<Record<string, unknown>>
  /** Whole inputs that can't be guessed: `postings.preview`. */
  inputs: Readonly<Record<string, unknown>>
}

export interface ExampleOptions {
  /** `matches.list` */
  procedure: string
  side: 'input' | 'output'
  words: ExampleWords
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same name always gives the same id, so that a posting's id is its id in every example. */
function uuidOf(noun: string): string {
  const hex = createHash('sha256').update(noun).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const moment = '2026-11-20T09:30:00.000Z'
const formats: Record<string, string> = {
  'date-time': moment,
  date: '2026-11-20',
  email: 'sam@example.org',
  uri: 'https://jobs.example.org/backend-engineer',
}

/** A plausible value that the schema takes. */
export function createExample(schema: JsonSchema | null, options: ExampleOptions): unknown {
  if (!schema) return undefined
  const { procedure, side, words } = options
  if (side === 'input' && procedure in words.inputs) return words.inputs[procedure]
  const [group = ''] = procedure.split('.', 1)
  const noun = group.replace(/(?<=ch)es$|s$/, '')

  const hintFor = (name: string, parent: string): { value: unknown } | null => {
    for (const key of [`${procedure}.${name}`, `${parent}.${name}`, `${group}.${name}`, name])
      if (key in words.fields) return { value: words.fields[key] }
    return null
  }

  const value = (own: JsonSchema, name: string, parent = ''): unknown => {
    const hint = hintFor(name, parent)
    if (hint && fits(own, hint.value)) return hint.value
    if (side === 'output' && fits(own, null)) return null
    if (own.const !== undefined) return own.const
    if (Array.isArray(own.enum)) return own.enum[0]
    const branch = branchOf(own)
    if (branch) return value(branch, name, parent)
    switch (typeOf(own)) {
      case 'object':
        return object(own, name)
      case 'array':
        return list(own, name)
      case 'string':
        return text(own, name)
      case 'integer':
      case 'number':
        return number(own)
      case 'boolean':
        return false
      default:
        return null
    }
  }

  const object = (own: JsonSchema, at: string): Record<string, unknown> => {
    const required = new Set(own.required)
    const keys = own.propertyNames
    if (isSchema(keys) && keys.enum && isSchema(own.additionalProperties)) {
      const each = own.additionalProperties
      return Object.fromEntries(keys.enum.map((key) => [String(key), value(each, String(key), at)]))
    }
    const entries = Object.entries(own.properties ?? {}).filter(
      ([name]) => side === 'output' || required.has(name) || `input:${name}` in words.fields,
    )
    return Object.fromEntries(
      entries.flatMap(([name, inner]) => (isSchema(inner) ? [[name, value(inner, name, at)]] : [])),
    )
  }

  const list = (own: JsonSchema, name: string): unknown[] => {
    if (own.prefixItems) return own.prefixItems.map((item) => (isSchema(item) ? value(item, name) : null))
    return isSchema(own.items) ? [value(own.items, name.replace(/s$/, ''))] : []
  }

  const text = (own: JsonSchema, name: string): string => {
    if (own.format === 'uuid') return uuidOf(name === 'id' ? noun : name.replace(/Ids?$/, ''))
    const known = own.format ? formats[own.format] : undefined
    return known ?? '…'.padEnd(own.minLength ?? 0, '…')
  }

  return value(schema, noun)
}

function number({ minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  return Math.min(
    Math.max(1, minimum ?? 0, (typeof exclusiveMinimum === 'number' ? exclusiveMinimum : 0) + 1),
    maximum ?? 1,
  )
}

function typeOf({ type }: JsonSchema): unknown {
  return Array.isArray(type) ? type.find((name) => name !== 'null') : type
}

function branchOf({ anyOf, oneOf, allOf }: JsonSchema): JsonSchema | null {
  const branches = anyOf ?? oneOf ?? allOf?.slice(0, 1) ?? []
  return branches.filter(isSchema).find((branch) => branch.type !== 'null') ?? null
}

/** A word of the product may be meant for a field of another type. */
function fits(schema: JsonSchema, value: unknown): boolean {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema)
  if (branches.length > 0) return branches.some((branch) => fits(branch, value))
  if (schema.const !== undefined) return schema.const === value
  if (schema.enum) return schema.enum.some((member) => member === value)
  if (schema.format === 'uuid' || schema.type === undefined) return schema.type === undefined
  const types = [schema.type].flat()
  if (value === null) return types.includes('null')
  if (Array.isArray(value)) {
    const { items } = schema
    return types.includes('array') && value.every((item) => !isSchema(items) || fits(items, item))
  }
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
  return types.some((name) => name === typeof value)
}
