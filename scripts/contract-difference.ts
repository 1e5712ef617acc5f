import { asSchema, branchesOf, resolve, type Bounds, type Branch, type Place } from './contract-branches.ts'
import { fitsPattern, patternText } from './contract-formats.ts'

/** A way in which what `narrow` allows isn't allowed by `wide`. */
export interface Difference {
  /** Where: `.items[].name`. */
  at: string
  what:
    | { kind: 'value'; value: string }
    /** It may be left out of the one, not of the other. */
    | { kind: 'absence' }
    /** Only the narrow one knows this field. */
    | { kind: 'extra'; required: boolean }
    /** Only the wide one knows this field. */
    | { kind: 'lacking'; required: boolean }
    | { kind: 'open' }
    /** Lengths, sizes and patterns. */
    | { kind: 'bound'; name: string; narrow: string; wide: string }
    /** Formats and what else stands in a schema. */
    | { kind: 'rule'; rule: string }
    | { kind: 'refinement'; words: string }
    | { kind: 'coercion' }
    | { kind: 'default'; narrow: string; wide: string }
}

type What = Difference['what']
/** How much a difference weighs where one is compared: 0 is none at all. */
export type Weigh = (what: What) => number

interface Walk {
  weigh: Weigh
  /** Pairs being compared: a recursive schema comes back to them, and they are then as they are found to be. */
  open: Set<string>
}

/** Every way in which a value of `narrow` may not fit `wide`; only those that weigh something. */
export function differences(narrow: Place, wide: Place, weigh: Weigh): Difference[] {
  return comparePlaces(narrow, wide, '', { weigh, open: new Set() })
}

function comparePlaces(narrow: Place, wide: Place, at: string, walk: Walk): Difference[] {
  const pair = JSON.stringify([narrow.schema, wide.schema])
  if (walk.open.has(pair)) return []
  walk.open.add(pair)
  try {
    const targets = branchesOf(wide)
    const found = branchesOf(narrow).flatMap((branch) => compareBranch(branch, targets, at, walk))
    return unique([...found, ...compareDefaults(narrow, wide, at, walk)])
  } finally {
    walk.open.delete(pair)
  }
}

function unique(found: Difference[]): Difference[] {
  return [...new Map(found.map((difference) => [JSON.stringify(difference), difference])).values()]
}

function report(walk: Walk, at: string, what: What): Difference[] {
  return walk.weigh(what) > 0 ? [{ at, what }] : []
}

function compareDefaults(narrow: Place, wide: Place, at: string, walk: Walk): Difference[] {
  const [before, after] = [narrow, wide].map((place) => {
    const { schema } = resolve(place)
    return typeof schema === 'object' && 'default' in schema ? JSON.stringify(schema.default) : 'none'
  })
  if (before === undefined || after === undefined || before === after) return []
  return report(walk, at, { kind: 'default', narrow: before, wide: after })
}

/** It fits when it fits one of the targets; otherwise the differences from the one most like it. */
function compareBranch(branch: Branch, targets: Branch[], at: string, walk: Walk): Difference[] {
  const alike = targets.filter((target) => isAlike(branch, target))
  const here = targets.length > 1 ? `${at}${tagText(branch)}` : at
  const attempts = alike.map((target) => {
    const found = [...compareKinds(branch, target, here, walk), ...compareExtras(branch, target, here, walk)]
    return { found, weight: found.reduce((sum, { what }) => sum + walk.weigh(what), 0) }
  })
  const best = attempts.toSorted((a, b) => a.weight - b.weight)[0]
  return best?.found ?? report(walk, at, { kind: 'value', value: describe(branch, targets) })
}

function isAlike(branch: Branch, target: Branch): boolean {
  if (target.kind === 'any') return true
  if (branch.kind === 'literal') return holdsLiteral(target, branch.value)
  if (branch.kind === 'opaque') return target.kind === 'opaque' && target.name === branch.name
  if (branch.kind !== target.kind) return false
  if (branch.kind === 'number' && target.kind === 'number')
    return branch.formats.includes('whole numbers') || !target.formats.includes('whole numbers')
  const [own, others] = [tagsOf(branch), tagsOf(target)]
  return [...own].every(([name, value]) => !others.has(name) || others.get(name) === value)
}

function holdsLiteral(target: Branch, value: unknown): boolean {
  if (target.kind === 'literal') return Object.is(target.value, value)
  if (target.kind === 'text' && typeof value === 'string') {
    const fits = target.bounds.patterns.every((pattern) => new RegExp(pattern, 'u').test(value))
    return fits && target.formats.length === 0 && isWithin(target.bounds, 'Length', [...value].length)
  }
  if (target.kind === 'number' && typeof value === 'number') {
    const fits = target.formats.every((rule) => rule === 'whole numbers' && Number.isInteger(value))
    return fits && isWithin(target.bounds, 'imum', value)
  }
  return false
}

function isWithin({ lower, upper }: Bounds, measure: 'Length' | 'imum', value: number): boolean {
  return (
    value >= (lower.get(`min${measure}`) ?? -Infinity) && value <= (upper.get(`max${measure}`) ?? Infinity)
  )
}

/** The fields of an object that hold one fixed value, as those that tell the members of a union apart. */
function tagsOf(branch: Branch): Map<string, string> {
  const tags = new Map<string, string>()
  if (branch.kind !== 'object') return tags
  for (const [name, place] of branch.properties) {
    const { schema } = resolve(place)
    if (typeof schema !== 'object') continue
    if ('const' in schema) tags.set(name, JSON.stringify(schema.const))
    else if (schema.enum?.length === 1) tags.set(name, JSON.stringify(schema.enum[0]))
  }
  return tags
}

function tagText(branch: Branch): string {
  const tags = [...tagsOf(branch)].map(([name, value]) => `${name} ${value}`)
  return tags.length > 0 ? `(${tags.join(', ')})` : ''
}

function describe(branch: Branch, targets: Branch[]): string {
  switch (branch.kind) {
    case 'any':
      return 'anything'
    case 'literal':
      return JSON.stringify(branch.value)
    case 'text':
      return targets.some((target) => target.kind === 'literal' && typeof target.value === 'string')
        ? 'any other text'
        : ['text', ...branch.formats].join(', ')
    case 'number':
      if (branch.formats.includes('whole numbers')) return 'a whole number'
      return targets.some(({ kind }) => kind === 'number') ? 'a number with decimals' : 'a number'
    case 'list':
      return 'a list'
    case 'object':
      return `an object ${tagText(branch)}`.trimEnd()
    default:
      return branch.name
  }
}

function compareKinds(branch: Branch, target: Branch, at: string, walk: Walk): Difference[] {
  if (branch.kind === 'literal' || branch.kind === 'any' || branch.kind === 'opaque') return []
  if (target.kind === 'literal' || target.kind === 'any' || target.kind === 'opaque') return []
  const lost = target.formats.filter((rule) => !branch.formats.includes(rule))
  const found = lost.flatMap((rule) => report(walk, at, { kind: 'rule', rule }))
  // The format says it already.
  const isSaid = (pattern: string) => lost.length > 0 && patternText(pattern) !== pattern
  const bounds = { ...target.bounds, patterns: target.bounds.patterns.filter((pattern) => !isSaid(pattern)) }
  found.push(...compareBounds(branch.bounds, bounds, at, walk))
  if (branch.kind === 'list' && target.kind === 'list') found.push(...compareLists(branch, target, at, walk))
  if (branch.kind === 'object' && target.kind === 'object')
    found.push(...compareObjects(branch, target, at, walk))
  return found
}

function compareBounds(narrow: Bounds, wide: Bounds, at: string, walk: Walk): Difference[] {
  const found: What[] = []
  const add = (name: string, before?: number, after?: number) =>
    found.push({ kind: 'bound', name, narrow: boundText(before), wide: boundText(after) })
  for (const [name, limit] of wide.lower) {
    const own = narrow.lower.get(name)
    if ((own ?? (name === 'minimum' ? -Infinity : 0)) < limit) add(name, own, limit)
  }
  for (const [name, limit] of wide.upper) {
    const own = narrow.upper.get(name)
    if ((own ?? Infinity) > limit) add(name, own, limit)
  }
  const missing = wide.patterns.filter((pattern) => !narrow.patterns.some((own) => fitsPattern(own, pattern)))
  if (missing.length > 0)
    found.push({
      kind: 'bound',
      name: 'pattern',
      narrow: patternTexts(narrow.patterns),
      wide: patternTexts(missing),
    })
  return found.flatMap((what) => report(walk, at, what))
}

function patternTexts(patterns: string[]): string {
  return patterns.map(patternText).join(' and ') || 'none'
}

/** A limit that is itself excluded is kept as the next number. */
function boundText(value: number | undefined): string {
  if (value === undefined) return 'none'
  const rounded = Number(value.toFixed(12))
  return rounded === value ? String(value) : `${rounded} (excluded)`
}

type ListBranch = Extract<Branch, { kind: 'list' }>

function compareLists(branch: ListBranch, target: ListBranch, at: string, walk: Walk): Difference[] {
  const found: Difference[] = []
  const itemsAt = ({ first, rest }: ListBranch, index: number) =>
    first.slice(index, index + 1).concat(index < first.length ? [] : rest)
  for (let index = 0; index < Math.max(branch.first.length, target.first.length); index++)
    found.push(...compareAll(itemsAt(branch, index), itemsAt(target, index), `${at}[${index}]`, walk))
  // Whoever reads the third of a tuple relies on it as on a field.
  const sure = Math.min(target.first.length, target.bounds.lower.get('minItems') ?? 0)
  for (let index = branch.bounds.lower.get('minItems') ?? 0; index < sure; index++)
    found.push(...report(walk, `${at}[${index}]`, { kind: 'absence' }))
  return [...found, ...compareAll(branch.rest, target.rest, `${at}[]`, walk)]
}

function compareAll(own: Place[], others: Place[], at: string, walk: Walk): Difference[] {
  const [first, ...more] = own
  const all =
    more.length === 0 && first ? first : { schema: { allOf: own.map(asSchema) }, root: first?.root ?? {} }
  return others.flatMap((other) => comparePlaces(all, other, at, walk))
}

type ObjectBranch = Extract<Branch, { kind: 'object' }>

function compareObjects(branch: ObjectBranch, target: ObjectBranch, at: string, walk: Walk): Difference[] {
  const found: Difference[] = []
  for (const [name, own] of branch.properties) {
    const other = target.properties.get(name) ?? (target.rest || null)
    const required = branch.required.has(name)
    if (!other) found.push(...report(walk, `${at}.${name}`, { kind: 'extra', required }))
    else found.push(...comparePlaces(own, other, `${at}.${name}`, walk))
  }
  for (const name of new Set([...target.properties.keys(), ...target.required])) {
    const required = target.required.has(name)
    const place = `${at}.${name}`
    const other = target.properties.get(name)
    if (branch.properties.has(name)) {
      if (required && !branch.required.has(name)) found.push(...report(walk, place, { kind: 'absence' }))
    } else if (branch.rest && other && !required) {
      found.push(...comparePlaces(branch.rest, other, place, walk))
    } else if (!(branch.required.has(name) && !other)) {
      found.push(...report(walk, place, { kind: 'lacking', required }))
    }
  }
  return [...found, ...compareRest(branch, target, at, walk)]
}

/** The keys that aren't listed, as in records. */
function compareRest(branch: ObjectBranch, target: ObjectBranch, at: string, walk: Walk): Difference[] {
  const found: Difference[] = []
  if (branch.rest && target.rest) found.push(...comparePlaces(branch.rest, target.rest, `${at}.*`, walk))
  else if (branch.rest !== false && target.rest === false) found.push(...report(walk, at, { kind: 'open' }))
  else if (branch.rest && target.rest === null)
    found.push(...report(walk, `${at}.*`, { kind: 'extra', required: false }))
  if (branch.rest && target.names) {
    const anyName: Place = { schema: { type: 'string' }, root: {} }
    found.push(...comparePlaces(branch.names ?? anyName, target.names, `${at}.* (key)`, walk))
  }
  return found
}

function untransformed(branch: Branch): Branch {
  return { ...branch, refinements: [], coerced: false, steps: [] }
}

function compareExtras(branch: Branch, target: Branch, at: string, walk: Walk): Difference[] {
  const unmet = [...target.refinements]
  for (const rule of branch.refinements) {
    const index = unmet.indexOf(rule)
    if (index >= 0) unmet.splice(index, 1)
  }
  const found = unmet.flatMap((words) => report(walk, at, { kind: 'refinement', words }))
  if (branch.coerced && !target.coerced) found.push(...report(walk, at, { kind: 'coercion' }))
  const steps = Math.max(branch.steps.length, target.steps.length)
  for (let step = 0; step < steps; step++) {
    const own = branch.steps[step] ?? branch.steps.at(-1)
    const other = target.steps[step] ?? target.steps.at(-1)
    // What isn't transformed goes on as it came, and has been compared as such.
    if (other && own) found.push(...comparePlaces(own, other, at, walk))
    else if (other) found.push(...compareBranch(untransformed(branch), branchesOf(other), at, walk))
  }
  return found
}
