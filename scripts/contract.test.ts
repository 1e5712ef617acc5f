import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { initTRPC, tracked } from '@trpc/server'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ProcedureMeta } from '../src/platform/trpc/procedures.ts'
import { appRouter } from '../src/router.ts'
import { compareContracts } from './contract-compare.ts'
import { acceptContract, checkContract } from './contract-gate.ts'
import { takeSnapshot } from './contract-snapshot.ts'
import { yielded, yields } from './contract-yields.ts'

const t = initTRPC.meta<ProcedureMeta>().create()

const note = z.object({ id: z.uuid(), title: z.string(), state: z.enum(['open', 'done']) })

interface NoteShape {
  input?: z.ZodType
  output?: z.ZodType
  meta?: ProcedureMeta
}

/** A router with one query of interest, and one that stays as it is. */
function notes({ input = z.object({ id: z.uuid() }), output = note, meta = {} }: NoteShape = {}) {
  const get = t.procedure
    .meta({ policy: 'user', ...meta })
    .input(input)
    .output(output)
    .query((): never => {
      throw new Error('nobody calls it here')
    })
  const count = t.procedure
    .meta({ policy: 'public' })
    .output(z.number())
    .query(() => 1)
  return t.router({ notes: t.router({ get, count }) })
}

type Router = Parameters<typeof takeSnapshot>[0]

function changes(before: Router, after: Router): string[] {
  const [old, now] = [before, after].map((router) => takeSnapshot(router, {}))
  expect([old?.problems, now?.problems]).toEqual([[], []])
  return compareContracts(old?.contract ?? new Map(), now?.contract ?? new Map()).map(
    ({ procedure, place, words, breaking }) =>
      `${breaking ? 'BREAKS' : 'fine'} ${procedure} ${place}: ${words}`,
  )
}

const inputChanges = (before: z.ZodType, after: z.ZodType) =>
  changes(notes({ input: before }), notes({ input: after })).map((line) => line.replace(' notes.get', ''))
const outputChanges = (before: z.ZodType, after: z.ZodType) =>
  changes(notes({ output: before }), notes({ output: after })).map((line) => line.replace(' notes.get', ''))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-contract-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the gate', () => {
  const now = new Date('2026-03-04T05:06:07Z')
  const accept = (router: Router, reason = 'A test begins') =>
    acceptContract({ router, yields: {}, folder }, reason, now)
  const check = (router: Router) => checkContract({ router, yields: {}, folder })

  const search = z.object({ text: z.string().max(100), state: z.enum(['open', 'done']).optional() })
  const before = notes({ input: search })

  test.each([
    ['procedure removed', t.router({ notes: t.router({ count: before.notes.count }) }), 'notes.get: removed'],
    ['input made required', notes({ input: search.required() }), 'notes.get input.state: is required now'],
    [
      'input narrowed',
      notes({ input: search.extend({ state: z.enum(['open']).optional() }) }),
      'notes.get input.state: no longer takes "done"',
    ],
    [
      'output field removed',
      notes({ input: search, output: note.omit({ title: true }) }),
      'notes.get output.title: removed',
    ],
    [
      'output widened to null',
      notes({ input: search, output: note.extend({ title: z.string().nullable() }) }),
      'notes.get output.title: may now be null',
    ],
    [
      'refinement narrowed',
      notes({ input: search.extend({ text: z.string().max(50) }) }),
      'notes.get input.text: maxLength 100 → 50',
    ],
  ])('fails, naming the place: %s', async (_name, after, place) => {
    await accept(before)
    const { passed, text } = check(after)
    expect(text.split('\n').filter((line) => line.startsWith('  '))).toEqual([`  ${place}`])
    expect(passed).toBe(false)
  })

  test.each([
    [
      'new procedure',
      t.mergeRouters(before, t.router({ tags: t.procedure.output(z.array(z.string())).query(() => []) })),
      'tags: new',
    ],
    [
      'new optional input',
      notes({ input: search.extend({ limit: z.number().optional() }) }),
      'notes.get input.limit: new, optional',
    ],
    [
      'new output field',
      notes({ input: search, output: note.extend({ words: z.number() }) }),
      'notes.get output.words: new',
    ],
  ])('passes and tells of it: %s', async (_name, after, place) => {
    await accept(before)
    const { passed, text } = check(after)
    expect(text.split('\n').filter((line) => line.startsWith('  '))).toEqual([`  ${place}`])
    expect(text).toContain('accept them before the next release')
    expect(passed).toBe(true)
  })

  test('asks for a baseline where there is none, and for a reason before it makes one', async () => {
    expect(check(before)).toMatchObject({ passed: false })
    expect((await accept(before, ' ')).text).toMatch(/^Say why/)
    expect(readdirSync(folder)).toEqual([])
  })

  test('accepts with an entry on top of the changelog, and forgets what is gone', async () => {
    const list = t.procedure.output(z.null()).query(() => null)
    const tags = t.router({ tags: t.router({ list }) })
    await accept(t.mergeRouters(before, tags))
    expect(readdirSync(folder).toSorted()).toEqual(['CHANGELOG.md', 'notes.json', 'tags.json'])
    const accepted = await accept(
      notes({ input: search, output: note.extend({ words: z.number() }) }),
      'No more tags',
    )
    expect(accepted.passed).toBe(true)
    expect(readdirSync(folder).toSorted()).toEqual(['CHANGELOG.md', 'notes.json'])
    const log = readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')
    expect(log.split('\n').filter((line) => line !== '')).toEqual([
      '# Changes of the contract',
      expect.stringMatching(/newest first/),
      '## 2026-03-04: breaking',
      'No more tags',
      '- **breaking** `tags.list`: removed',
      '- `notes.get output.words`: new',
      '## 2026-03-04: first baseline',
      'A test begins',
      '- 3 procedures',
    ])
    expect(await accept(notes({ input: search, output: note.extend({ words: z.number() }) }))).toMatchObject({
      text: expect.stringMatching(/^Nothing has changed/),
    })
    expect(readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')).toBe(log)
  })

  test('refuses what it could not watch', () => {
    const opaque = t.router({
      bare: t.procedure.query(() => 1),
      coded: t.procedure
        .input((value: unknown) => String(value))
        .output(z.null())
        .query(() => null),
      made: t.procedure
        .output(z.object({ when: z.object({ items: z.array(z.string().transform(Number)) }) }))
        .query(() => ({ when: { items: ['1'] } })),
      follow: t.procedure.subscription(async function* () {
        yield tracked('1', 'a')
      }),
    })
    const { passed, text } = check(opaque)
    expect(passed).toBe(false)
    expect(text.split('\n').slice(1)).toEqual([
      '  bare output: no schema says what it is: give it .output(schema)',
      '  coded input: is checked by code: give it a zod schema',
      '  follow output: no schema says what it is: name what it yields in scripts/contract-yields.ts',
      '  made output.when.items[]: made by code, so that nobody sees what it is: pipe it into a schema',
    ])
  })
})

describe('subscriptions', () => {
  const follow = t.procedure.subscription(async function* () {
    yield tracked('1', 'a')
  })
  const router = t.router({ follow })
  const event = z.object({ id: z.string(), data: z.string() })

  test('are compared by what they are said to yield', () => {
    const snapshot = (schema: z.ZodType) => takeSnapshot(router, { follow: schema }).contract
    const found = compareContracts(snapshot(event), snapshot(event.omit({ data: true })))
    expect(found).toEqual([{ procedure: 'follow', place: 'output.data', words: 'removed', breaking: true }])
  })

  test('must be said to yield what their type says', () => {
    const say = yielded<typeof follow>()
    // @ts-expect-error It also yields data.
    const less = say(event.omit({ data: true }))
    // @ts-expect-error Nobody yields more.
    const more = say(event.extend({ more: z.null() }))
    // @ts-expect-error The data is a text.
    const other = say(event.extend({ data: z.number() }))
    expect(takeSnapshot(router, { follow: say(event) }).problems).toEqual([])
    expect([less, more, other].every((schema) => schema instanceof z.ZodType)).toBe(true)
  })
})

describe('procedures', () => {
  const meta = (rest: string | null, policy: ProcedureMeta['policy'] = 'user'): ProcedureMeta => {
    if (rest === null) return { policy }
    const method = rest.startsWith('GET ') ? 'GET' : 'POST'
    return { policy, openapi: { method, path: `/${rest.slice(method.length + 1)}` } }
  }
  const between = (before: ProcedureMeta, after: ProcedureMeta) =>
    changes(notes({ meta: before }), notes({ meta: after }))

  test('a stricter policy breaks, a laxer one does not', () => {
    expect(between(meta(null, 'user'), meta(null, 'operator'))).toEqual([
      'BREAKS notes.get policy: was user, is operator',
    ])
    expect(between(meta(null, 'user'), meta(null, 'public'))).toEqual([
      'fine notes.get policy: was user, is public',
    ])
  })

  test('the place in the REST mirror', () => {
    expect(between(meta('GET notes'), meta('GET note'))).toEqual([
      'BREAKS notes.get REST: was GET /notes, is GET /note',
    ])
    expect(between(meta('GET notes'), meta('POST notes'))[0]).toMatch(/^BREAKS .* is POST \/notes/)
    expect(between(meta('GET notes'), meta(null))).toEqual(['BREAKS notes.get REST: was GET /notes, is gone'])
    expect(between(meta(null), meta('GET notes'))).toEqual(['fine notes.get REST: new: GET /notes'])
  })

  test('another kind', () => {
    const build = (kind: 'query' | 'mutation') =>
      t.router({ go: t.procedure.output(z.null())[kind](() => null) })
    expect(changes(build('query'), build('mutation'))).toEqual(['BREAKS go : was a query, is a mutation'])
  })

  test('an input where there was none breaks unless it may be left out', () => {
    const build = (input?: z.ZodType) => {
      const base = t.procedure.output(z.null())
      return t.router({ go: (input ? base.input(input) : base).query(() => null) })
    }
    const options = z.object({ limit: z.number().optional() })
    expect(changes(build(), build(options))).toEqual(['BREAKS go input: new and required'])
    expect(changes(build(), build(options.default({})))).toEqual(['fine go input: new, optional'])
    expect(changes(build(options), build())[0]).toMatch(/^BREAKS go input: removed/)
    expect(changes(build(options.optional()), build(options))).toContain('BREAKS go input: is required now')
  })

  test('inputs in several steps count together', () => {
    const build = (limit: number) => {
      const first = t.procedure.input(z.object({ id: z.uuid() }))
      const both = first.input(z.object({ text: z.string().max(limit) }))
      return t.router({ go: both.output(z.null()).query(() => null) })
    }
    expect(changes(build(9), build(8))).toEqual(['BREAKS go input.text: maxLength 9 → 8'])
  })
})

describe('inputs', () => {
  const field = (before: z.ZodType, after: z.ZodType) =>
    inputChanges(z.object({ a: before }), z.object({ a: after }))

  test.each([
    ['type', z.string(), z.number(), 'no longer takes text'],
    ['null', z.string().nullable(), z.string(), 'no longer takes null'],
    ['whole numbers', z.number(), z.int(), 'no longer takes a number with decimals'],
    ['false', z.boolean(), z.literal(true), 'no longer takes false'],
    ['minLength', z.string(), z.string().min(1), 'minLength none → 1'],
    ['minimum', z.number().min(1), z.number().min(2), 'minimum 1 → 2'],
    ['maximum', z.number(), z.number().max(5), 'maximum none → 5'],
    ['exclusive bound', z.int().min(0), z.int().positive(), 'minimum 0 → 1'],
    ['multiples', z.int(), z.int().multipleOf(5), 'has to keep to multipleOf 5'],
    ['pattern', z.string(), z.string().regex(/^a/), 'pattern none → ^a'],
    ['format', z.string(), z.uuid(), 'has to keep to format uuid'],
    [
      'format variant',
      z.iso.datetime({ offset: true }),
      z.iso.datetime(),
      'pattern datetime({ offset: true }) → datetime()',
    ],
    ['excluded bound', z.number().gt(5), z.number().gt(6), 'minimum 5 (excluded) → 6 (excluded)'],
    ['items', z.array(z.string()).max(5), z.array(z.string()).max(4), 'maxItems 5 → 4'],
    ['list to enum', z.string(), z.enum(['x']), 'no longer takes any other text'],
    ['rule in code', z.string(), z.string().refine(Boolean, 'Not empty'), 'has to pass “Not empty”'],
    [
      'after a pipe',
      z.string(),
      z
        .string()
        .transform((s) => s.trim())
        .pipe(z.string().max(3)),
      'maxLength none → 3',
    ],
    [
      'deep in a pipe',
      z.string().trim().pipe(z.string().max(4)).optional(),
      z.string().trim().pipe(z.string().max(3)).optional(),
      'maxLength 4 → 3',
    ],
    ['coercion', z.coerce.number(), z.number(), 'no longer converts other types'],
    ['protocol', z.url(), z.url({ protocol: /^https$/ }), 'has to pass “protocol matches /^https$/”'],
    ['default', z.int().default(20), z.int().default(50), 'default 20 → 50'],
  ])('narrowed: %s', (_name, before, after, words) => {
    expect(field(before, after).filter((line) => line.startsWith('BREAKS'))).toEqual([
      `BREAKS input.a: ${words}`,
    ])
  })

  test.each([
    ['enum', z.enum(['x']), z.enum(['y', 'x']), 'takes "y" now'],
    ['type', z.string(), z.union([z.number(), z.string()]), 'takes a number now'],
    ['optional', z.string(), z.string().optional(), 'may be left out now'],
    ['longer', z.string().max(5), z.string().max(6), 'maxLength 5 → 6'],
    [
      'format variant',
      z.iso.datetime(),
      z.iso.datetime({ offset: true }),
      'pattern datetime() → datetime({ offset: true })',
    ],
    ['enum to text', z.enum(['x']), z.string().min(1), 'takes any other text now'],
    [
      'rule dropped',
      z.string().refine(Boolean, 'Not empty'),
      z.string(),
      'no longer has to pass “Not empty”',
    ],
    ['decimals', z.int(), z.number(), 'takes a number with decimals now'],
  ])('widened: %s', (_name, before, after, words) => {
    expect(field(before, after)).toEqual([`fine input.a: ${words}`])
  })

  test('a second rule without words counts', () => {
    const one = z.object({ a: z.string() }).refine(Boolean)
    expect(inputChanges(one, one.refine(Boolean))).toEqual([
      'BREAKS input: has to pass “a rule without words”',
    ])
  })

  test('fields', () => {
    const object = z.object({ a: z.string() })
    expect(inputChanges(object, object.extend({ b: z.string() }))).toEqual([
      'BREAKS input.b: new and required',
    ])
    expect(inputChanges(object, z.object({}))[0]).toMatch(/^BREAKS input\.a: removed/)
    expect(inputChanges(object, z.strictObject({ a: z.string() }))).toEqual([
      'BREAKS input: refuses unknown keys now',
    ])
  })

  test('records and tuples', () => {
    const record = (value: z.ZodType) => z.object({ a: z.record(z.string(), value) })
    expect(inputChanges(record(z.string()), record(z.string().max(3)))).toEqual([
      'BREAKS input.a.*: maxLength none → 3',
    ])
    expect(inputChanges(z.tuple([z.string(), z.number()]), z.tuple([z.string(), z.int()]))).toEqual([
      'BREAKS input[1]: no longer takes a number with decimals',
    ])
  })
})

describe('outputs', () => {
  const field = (before: z.ZodType, after: z.ZodType) =>
    outputChanges(z.object({ a: before }), z.object({ a: after }))

  test.each([
    ['enum value', z.enum(['x']), z.enum(['x', 'y']), 'may now be "y"'],
    ['optional', z.string(), z.string().optional(), 'may now be missing'],
    ['new type', z.string(), z.union([z.string(), z.number()]), 'may now be a number'],
    ['decimals', z.int(), z.number(), 'may now be a number with decimals'],
    ['format', z.uuid(), z.string(), 'no longer has to keep to format uuid'],
    ['anything', z.string(), z.unknown(), 'may now be anything'],
    ['true to boolean', z.literal(true), z.boolean(), 'may now be false'],
  ])('widened: %s', (_name, before, after, words) => {
    expect(field(before, after).filter((line) => line.startsWith('BREAKS'))).toEqual([
      `BREAKS output.a: ${words}`,
    ])
  })

  test('a tuple that got shorter', () => {
    expect(outputChanges(z.tuple([z.string(), z.number()]), z.tuple([z.string()]))).toContain(
      'BREAKS output[1]: may now be missing',
    )
  })

  test('narrowed, or longer: fine, and told', () => {
    expect(field(z.string().nullable(), z.string())).toEqual(['fine output.a: is never null any more'])
    expect(field(z.string().max(5), z.string().max(9))).toEqual(['fine output.a: maxLength 5 → 9'])
  })

  test('a member of a union is named by its tag', () => {
    const member = (kind: string, value: z.ZodType) => z.object({ kind: z.literal(kind), value })
    const before = z.discriminatedUnion('kind', [member('a', z.string()), member('b', z.number())])
    const after = z.discriminatedUnion('kind', [member('b', z.number().nullable()), member('a', z.string())])
    const more = z.discriminatedUnion('kind', [...before.options, member('c', z.null())])
    expect(outputChanges(before, after)).toEqual(['BREAKS output(kind "b").value: may now be null'])
    expect(outputChanges(before, more)).toEqual(['BREAKS output: may now be an object (kind "c")'])
  })

  test('recursion', () => {
    const tree = (value: z.ZodType): z.ZodType => {
      const node: z.ZodType = z.object({
        value,
        get children() {
          return z.array(node)
        },
      })
      return z.object({ root: node })
    }
    expect(outputChanges(tree(z.string()), tree(z.string()))).toEqual([])
    expect(outputChanges(tree(z.string()), tree(z.string().nullable()))).toEqual([
      'BREAKS output.root.value: may now be null',
    ])
  })
})

test('members of an intersection count together', () => {
  const both = (limit: number) =>
    z.intersection(z.object({ a: z.string() }), z.object({ b: z.string().max(limit) }))
  const either = (limit: number) =>
    z.intersection(z.object({ a: z.string() }), z.union([both(limit), z.object({ c: z.int() })]))
  expect(inputChanges(both(5), both(4))).toEqual(['BREAKS input.b: maxLength 5 → 4'])
  expect(inputChanges(either(5), either(4))).toEqual(['BREAKS input.b: maxLength 5 → 4'])
  expect(inputChanges(either(5), either(5))).toEqual([])
})

test('the order of keys, values and members never matters', () => {
  const one = z.object({ a: z.enum(['x', 'y']), b: z.union([z.string(), z.null(), z.number()]) })
  const other = z.object({ b: z.union([z.number(), z.null(), z.string()]), a: z.enum(['y', 'x']) })
  expect(changes(notes({ input: one, output: one }), notes({ input: other, output: other }))).toEqual([])
})

const schemas = fc.letrec<{ any: z.ZodType; leaf: z.ZodType }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ min: fc.nat(2), max: fc.nat(3) }).map(({ min, max }) => z.string().min(min).max(max)),
    fc
      .record({ min: fc.integer({ min: -2, max: 2 }), whole: fc.boolean() })
      .map(({ min, whole }) => (whole ? z.int().min(min) : z.number().gte(min))),
    fc.uniqueArray(fc.constantFrom('', 'a', 'bb', 'ccc'), { minLength: 1 }).map((values) => z.enum(values)),
    fc.constantFrom<z.ZodType>(z.boolean(), z.literal(true), z.null(), z.unknown()),
  ),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    tie('any').map((inner) => z.array(inner).max(2)),
    tie('any').map((inner) => inner.nullable()),
    fc.tuple(tie('any'), tie('any')).map((members) => z.union(members)),
    tie('any').map((inner) => z.record(z.string(), inner)),
    fc
      .record({ a: tie('any'), b: tie('any'), optional: fc.boolean(), strict: fc.boolean() })
      .map(({ a, b, optional, strict }) => {
        const shape = { a, b: optional ? b.optional() : b }
        return strict ? z.strictObject(shape) : z.object(shape)
      }),
  ),
}))
const values = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('', 'a', 'bb', 'ccc', -1, 0, 1.5, 2, true, false, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.record({ a: tie('any'), b: tie('any') }, { requiredKeys: [] }),
  ),
}))

/** As it is, or made wider somewhere. */
const pairs = fc
  .record({
    one: schemas.any,
    other: schemas.any,
    how: fc.constantFrom('same', 'or', 'null', 'optional', 'list'),
  })
  .map(({ one, other, how }) => {
    const wider = { same: one, or: one.or(other), null: one.nullable(), optional: one.optional(), list: one }
    const wrap = (inner: z.ZodType) => (how === 'list' ? z.array(inner) : z.object({ a: inner }))
    return { narrow: wrap(one), wide: wrap(wider[how]) }
  })

test('what widens an input or narrows an output breaks nobody; the same says nothing', () => {
  fc.assert(
    fc.property(pairs, ({ narrow, wide }) => {
      const told = [...inputChanges(narrow, wide), ...outputChanges(wide, narrow)]
      expect(told.filter((line) => line.startsWith('BREAKS'))).toEqual([])
      expect(inputChanges(wide, wide)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('what the gate lets through, old callers can still send', () => {
  let fitting = 0
  const shaped = values.any.map((value) => [value, [value], { a: value }, { a: value, b: value }])
  const sent = fc.array(shaped, { minLength: 3, maxLength: 10 }).map((sample) => sample.flat())
  fc.assert(
    fc.property(schemas.any, schemas.any, pairs, sent, (one, other, { narrow, wide }, sample) => {
      for (const [before, after] of [
        [one, other],
        [narrow, wide],
        [wide, narrow],
      ] as const) {
        if (inputChanges(before, after).some((line) => line.startsWith('BREAKS'))) continue
        // What a schema doesn't know has never been heard, so that it may mean something tomorrow.
        const heard = sample.map((value) => before.safeParse(value)).filter((result) => result.success)
        fitting += heard.length
        expect(heard.filter(({ data }) => !after.safeParse(data).success)).toEqual([])
      }
    }),
    { numRuns: 200 },
  )
  expect(fitting).toBeGreaterThan(50)
})

test('the router keeps what contract/ promises', () => {
  const committed = path.resolve(import.meta.dirname, '..', 'contract')
  const { passed, text } = checkContract({ router: appRouter, yields, folder: committed })
  expect(passed, text).toBe(true)
})
