import { impliedPattern } from './contract-formats.ts'
import type { JsonSchema } from './contract-schema.ts'

/** A schema and the document that its references lead into. */
export interface Place {
  schema: JsonSchema | boolean
  root: JsonSchema
}

interface Extras {
  /** Rules that only code knows, by their words. */
  refinements: string[]
  /** Other types are turned into this one. */
  coerced: boolean
  /** What the value must fit after each transformation. */
  steps: Place[]
}

export type Kind =
  | { kind: 'any' }
  | { kind: 'literal'; value: unknown }
  | { kind: 'text' | 'number'; bounds: Bounds; formats: string[] }
  | { kind: 'list'; bounds: Bounds; formats: string[]; first: Place[]; rest: Place[] }
  | ObjectKind
  /** Anything else, known by name alone: a date. */
  | { kind: 'opaque'; name: string }

export interface ObjectKind {
  kind: 'object'
  properties: Map<string, Place>
  required: Set<string>
  /** The other keys: refused (false), not heard (null), or of this shape. */
  rest: Place | false | null
  names: Place | null
  bounds: Bounds
  formats: string[]
}

/** The greatest lower and the least upper bound of each measure, and the patterns to match. */
export interface Bounds {
  lower: Map<string, number>
  upper: Map<string, number>
  patterns: string[]
}

/** One of the shapes that a schema allows; a schema allows what any of its branches allows. */
export type Branch = Kind & Extras

const none: Extras = { refinements: [], coerced: false, steps: [] }

export function resolve({ schema, root }: Place): { schema: JsonSchema | boolean; root: JsonSchema } {
  let found: JsonSchema | boolean = schema
  for (let hops = 0; typeof found === 'object' && typeof found.$ref === 'string'; hops++) {
    const { $ref: reference, ...beside } = found
    const target = reference === '#' ? root : root.$defs?.[reference.replace('#/$defs/', '')]
    if (target === undefined || hops > 50)
      throw new Error(`the schema refers to ${reference}, which isn't there`)
    found = typeof target === 'object' ? { ...target, ...beside } : target
  }
  return { schema: found, root }
}

export function branchesOf(place: Place): Branch[] {
  const { schema, root } = resolve(place)
  if (schema === true) return [{ kind: 'any', ...none }]
  if (schema === false || schema.not !== undefined) return []
  const at = (inner: JsonSchema | boolean): Place => ({ schema: inner, root })
  const parts: Branch[][] = (schema.allOf ?? []).map((part) => branchesOf(at(part)))
  if (schema.anyOf) parts.push(schema.anyOf.flatMap((part) => branchesOf(at(part))))
  parts.push(ownBranches(schema, root))
  const met = parts.reduce((left, right) => left.flatMap((a) => right.flatMap((b) => meet(a, b))))
  const extras = extrasOf(schema)
  return met.map((branch) => withExtras(branch, extras))
}

function extrasOf(schema: JsonSchema): Extras {
  const list = (key: string): unknown[] => {
    const value = schema[key]
    return Array.isArray(value) ? value : []
  }
  const steps = list('x-then').filter((item): item is JsonSchema => typeof item === 'object' && item !== null)
  return {
    refinements: list('x-refinements').map(String),
    coerced: schema['x-coerced'] === true,
    steps: steps.map((item) => ({ schema: item, root: item })),
  }
}

function withExtras(branch: Branch, extras: Extras): Branch {
  return {
    ...branch,
    refinements: [...branch.refinements, ...extras.refinements],
    coerced: branch.coerced || extras.coerced,
    steps: [...branch.steps, ...extras.steps],
  }
}

function ownBranches(schema: JsonSchema, root: JsonSchema): Branch[] {
  const literals = 'const' in schema ? [schema.const] : schema.enum
  if (literals) return literals.map((value) => ({ kind: 'literal', value, ...none }))
  const opaque = schema['x-zod']
  if (typeof opaque === 'string') return [{ kind: 'opaque', name: opaque, ...none }]
  const types: unknown[] = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length === 0) return [{ kind: 'any', ...none }]
  return types.flatMap((type) => ofType(String(type), schema, root).map((kind) => ({ ...kind, ...none })))
}

function ofType(type: string, schema: JsonSchema, root: JsonSchema): Kind[] {
  const shared = { bounds: boundsOf(schema, type), formats: formatsOf(schema, type) }
  const at = (inner: JsonSchema | boolean): Place => ({ schema: inner, root })
  switch (type) {
    case 'null':
      return [{ kind: 'literal', value: null }]
    case 'boolean':
      return [true, false].map((value) => ({ kind: 'literal', value }))
    case 'string':
      return [{ kind: 'text', ...shared }]
    case 'number':
    case 'integer':
      return [{ kind: 'number', ...shared }]
    case 'array': {
      const first = (schema.prefixItems ?? []).map(at)
      const rest = Array.isArray(schema.items) ? schema.items : [schema.items ?? true]
      return [{ kind: 'list', ...shared, first, rest: rest.map(at) }]
    }
    case 'object':
      return [{ kind: 'object', ...shared, ...membersOf(schema, at) }]
    default:
      return [{ kind: 'opaque', name: type }]
  }
}

function membersOf(schema: JsonSchema, at: (inner: JsonSchema | boolean) => Place) {
  const properties = Object.entries(schema.properties ?? {})
  const rest = schema.additionalProperties
  return {
    properties: new Map(properties.map(([name, inner]) => [name, at(inner)])),
    required: new Set(schema.required),
    rest: rest === undefined ? null : rest === false ? (false as const) : at(rest),
    names: schema.propertyNames === undefined ? null : at(schema.propertyNames),
  }
}

const lowers = ['minLength', 'minItems', 'minProperties', 'minimum']
const uppers = ['maxLength', 'maxItems', 'maxProperties', 'maximum']

function boundsOf(schema: JsonSchema, type: string): Bounds {
  const pick = (keys: string[]) =>
    new Map(
      keys.flatMap((key): [string, number][] => {
        const value = schema[key]
        return typeof value === 'number' ? [[key, value]] : []
      }),
    )
  const [lower, upper] = [pick(lowers), pick(uppers)]
  // More than 5 among whole numbers is 6 and more; among others the next number that there is.
  const step = (from: number) => (type === 'integer' ? 1 : Math.max(1, Math.abs(from)) * Number.EPSILON)
  const { exclusiveMinimum: above, exclusiveMaximum: below, format } = schema
  if (typeof above === 'number')
    lower.set('minimum', Math.max(above + step(above), lower.get('minimum') ?? -Infinity))
  if (typeof below === 'number')
    upper.set('maximum', Math.min(below - step(below), upper.get('maximum') ?? Infinity))
  const pattern = schema.pattern ?? impliedPattern(format)
  return { lower, upper, patterns: pattern === undefined ? [] : [pattern] }
}

const understood = new Set(
  [
    ['type', 'enum', 'const', 'anyOf', 'allOf', 'not', '$ref', '$defs', 'default', 'pattern'],
    ['properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems'],
    ['exclusiveMinimum', 'exclusiveMaximum', 'x-coerced', 'x-refinements', 'x-then', 'x-zod'],
    [...lowers, ...uppers],
  ].flat(),
)

/** Formats, whole numbers, and every keyword that isn't understood: either the same on both sides or not. */
function formatsOf(schema: JsonSchema, type: string): string[] {
  const rules = Object.keys(schema)
    .filter((key) => !understood.has(key))
    .map((key) => `${key} ${typeof schema[key] === 'string' ? schema[key] : JSON.stringify(schema[key])}`)
  return type === 'integer' ? [...rules, 'whole numbers'] : rules
}

/** What both allow: one branch or none. */
function meet(a: Branch, b: Branch): Branch[] {
  const kind = meetKinds(a, b)
  return kind ? [withExtras(withExtras({ ...kind, ...none }, a), b)] : []
}

function meetKinds(a: Branch, b: Branch): Kind | null {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'literal') return b.kind !== 'literal' || Object.is(a.value, b.value) ? a : null
  return b.kind === 'literal' ? b : meetShapes(a, b)
}

function meetShapes(a: Branch, b: Branch): Kind | null {
  if (a.kind === 'object' && b.kind === 'object') return meetObjects(a, b)
  if (a.kind === 'list' && b.kind === 'list') return meetLists(a, b)
  if (a.kind === 'opaque' && b.kind === 'opaque') return a.name === b.name ? a : null
  const areScalars = (a.kind === 'text' || a.kind === 'number') && a.kind === b.kind
  return areScalars ? { ...a, ...meetRules(a, b) } : null
}

type ListKind = Extract<Kind, { kind: 'list' }>

function meetLists(a: ListKind, b: ListKind): ListKind {
  const longer = a.first.length > b.first.length ? a : b
  return { ...longer, ...meetRules(a, b), rest: [...a.rest, ...b.rest] }
}

type Ruled = Extract<Kind, { bounds: Bounds }>

function meetRules(a: Ruled, b: Ruled): { bounds: Bounds; formats: string[] } {
  return {
    bounds: {
      lower: merge(a.bounds.lower, b.bounds.lower, Math.max),
      upper: merge(a.bounds.upper, b.bounds.upper, Math.min),
      patterns: [...new Set([...a.bounds.patterns, ...b.bounds.patterns])],
    },
    formats: [...new Set([...a.formats, ...b.formats])],
  }
}

function merge(
  a: Map<string, number>,
  b: Map<string, number>,
  pick: (...of: number[]) => number,
): Map<string, number> {
  const merged = new Map(a)
  for (const [key, value] of b) merged.set(key, pick(value, merged.get(key) ?? value))
  return merged
}

function meetObjects(a: ObjectKind, b: ObjectKind): ObjectKind {
  const properties = new Map(a.properties)
  for (const [name, place] of b.properties) {
    const other = properties.get(name)
    properties.set(name, other ? bothPlaces(other, place) : place)
  }
  return {
    kind: 'object',
    ...meetRules(a, b),
    properties,
    required: new Set([...a.required, ...b.required]),
    rest: a.rest && b.rest ? bothPlaces(a.rest, b.rest) : (a.rest ?? b.rest),
    names: a.names && b.names ? bothPlaces(a.names, b.names) : (a.names ?? b.names),
  }
}

/** Both lie in one document: intersections are written in place. */
function bothPlaces(a: Place, b: Place): Place {
  return { schema: { allOf: [asSchema(a), asSchema(b)] }, root: a.root }
}

/** `true` and `false` as schemas that say the same. */
export function asSchema({ schema }: Place): JsonSchema {
  if (typeof schema === 'object') return schema
  return schema ? {} : { not: {} }
}
