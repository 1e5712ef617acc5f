import { isDeepStrictEqual } from 'node:util'
import { differences, type Difference, type Weigh } from './contract-difference.ts'
import type { JsonSchema } from './contract-schema.ts'
import type { Contract, Procedure } from './contract-snapshot.ts'

export interface Change {
  procedure: string
  /** `input.name`, `output.items[].id`, `policy` …; empty for the procedure as a whole. */
  place: string
  words: string
  breaking: boolean
}

/** Which way the schemas of one side are compared: `narrow` fits `wide`, or else there is a change. */
type View = 'input breaks' | 'input grows' | 'output breaks' | 'output shrinks'
type What = Difference['what']

/** All changes between two contracts, those that break callers first. */
export function compareContracts(before: Contract, after: Contract): Change[] {
  const changes: Change[] = []
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name), after.get(name)]
    if (old && now) changes.push(...compareProcedures(name, old, now))
    else
      changes.push({
        procedure: name,
        place: '',
        words: old ? 'removed' : 'new',
        breaking: old !== undefined,
      })
  }
  const key = ({ procedure, place }: Change) => `${procedure} ${place}`
  const sorted = changes.toSorted(
    (a, b) => Number(b.breaking) - Number(a.breaking) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
  )
  // One change may be seen from both sides; the worse comes first.
  const seen = new Set<string>()
  return sorted.filter((change) => {
    const text = `${key(change)} ${change.words}`
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}

function compareProcedures(procedure: string, old: Procedure, now: Procedure): Change[] {
  const changes: Change[] = []
  const add = (place: string, words: string, breaking: boolean) =>
    changes.push({ procedure, place, words, breaking })
  if (old.kind !== now.kind) add('', `was a ${old.kind}, is a ${now.kind}`, true)
  if (old.policy !== now.policy) {
    const words = `was ${old.policy ?? 'none'}, is ${now.policy ?? 'none'}`
    add('policy', words, strictness(now.policy) > strictness(old.policy))
  }
  if (old.rest !== now.rest) {
    const words = old.rest === null ? `new: ${now.rest}` : `was ${old.rest}, is ${now.rest ?? 'gone'}`
    add('REST', words, old.rest !== null)
  }
  changes.push(...compareInputs(procedure, old.input, now.input), ...compareOutputs(procedure, old, now))
  const isQuiet = changes.length === 0 && !isDeepStrictEqual(old, now)
  return isQuiet
    ? [{ procedure, place: '', words: 'written differently, with the same meaning', breaking: false }]
    : changes
}

/** Who is unknown is let in last. */
function strictness(policy: string | null): number {
  const level = ['public', 'user', 'operator', 'admin'].indexOf(policy ?? 'public')
  return level < 0 ? Infinity : level
}

function compareInputs(procedure: string, old: Procedure['input'], now: Procedure['input']): Change[] {
  const change = (words: string, breaking: boolean): Change => ({
    procedure,
    place: 'input',
    words,
    breaking,
  })
  if (!old && !now) return []
  if (!old) return now?.optional ? [change('new, optional', false)] : [change('new and required', true)]
  if (!now) return [change('removed: what callers send is not heard any more', true)]
  const changes = [
    ...compareSchemas('input breaks', procedure, old.schema, now.schema),
    ...compareSchemas('input grows', procedure, now.schema, old.schema),
  ]
  if (old.optional !== now.optional)
    changes.push(change(now.optional ? 'may be left out now' : 'is required now', !now.optional))
  return changes
}

function compareOutputs(procedure: string, old: Procedure, now: Procedure): Change[] {
  if (old.output && now.output)
    return [
      ...compareSchemas('output breaks', procedure, now.output, old.output),
      ...compareSchemas('output shrinks', procedure, old.output, now.output),
    ]
  if (!old.output && !now.output) return []
  const [words, breaking] = old.output ? ['may now be anything', true] : ['is described now', false]
  return [{ procedure, place: 'output', words, breaking }]
}

function compareSchemas(view: View, procedure: string, narrow: JsonSchema, wide: JsonSchema): Change[] {
  const found = differences({ schema: narrow, root: narrow }, { schema: wide, root: wide }, (what) =>
    weights[view](what),
  )
  const side = view.startsWith('input') ? 'input' : 'output'
  return found.map(({ at, what }) => ({
    procedure,
    place: `${side}${at}`,
    words: wordsFor(view, what),
    breaking: view.endsWith('breaks') && weights[view](what) >= BREAKS,
  }))
}

const BREAKS = 100

const weights: Record<View, Weigh> = {
  'input breaks': (what) => {
    if (what.kind === 'lacking') return what.required ? BREAKS : 0
    if (what.kind === 'default') return what.narrow === 'none' ? 0 : BREAKS
    return BREAKS
  },
  'input grows': (what) => {
    if (what.kind === 'lacking') return 0
    if (what.kind === 'extra') return what.required ? 0 : BREAKS
    if (what.kind === 'default') return what.wide === 'none' ? BREAKS : 0
    return BREAKS
  },
  'output breaks': weighOutput,
  'output shrinks': weighOutput,
}

/** Callers compile against types and formats, not against how long a text may be: that only gets noted. */
function weighOutput({ kind }: What): number {
  if (kind === 'extra' || kind === 'open' || kind === 'default') return 0
  return kind === 'bound' ? 1 : BREAKS
}

function wordsFor(view: View, what: What): string {
  switch (what.kind) {
    case 'value':
      return valueWords[view](what.value)
    case 'absence':
      return absenceWords[view]
    case 'extra':
      return view === 'input grows'
        ? 'new, optional'
        : 'removed: what callers send there is not heard any more'
    case 'lacking':
      if (view === 'input breaks') return 'new and required'
      return view === 'output breaks' ? 'removed' : 'new'
    default:
      return ruleWords(isForward(view), what)
  }
}

const valueWords: Record<View, (value: string) => string> = {
  'input breaks': (value) => `no longer takes ${value}`,
  'input grows': (value) => `takes ${value} now`,
  'output breaks': (value) => `may now be ${value}`,
  'output shrinks': (value) => `is never ${value} any more`,
}

const absenceWords: Record<View, string> = {
  'input breaks': 'is required now',
  'input grows': 'may be left out now',
  'output breaks': 'may now be missing',
  'output shrinks': 'is always there now',
}

/** Whether the narrow one is the older. */
function isForward(view: View): boolean {
  return view === 'input breaks' || view === 'output shrinks'
}

function ruleWords(
  forward: boolean,
  what: Exclude<What, { kind: 'value' | 'absence' | 'extra' | 'lacking' }>,
): string {
  const fromTo = (narrow: string, wide: string) => (forward ? `${narrow} → ${wide}` : `${wide} → ${narrow}`)
  const verb = forward ? 'has to' : 'no longer has to'
  switch (what.kind) {
    case 'bound':
      return `${what.name} ${fromTo(what.narrow, what.wide)}`
    case 'default':
      return `default ${fromTo(what.narrow, what.wide)}`
    case 'rule':
      return `${verb} keep to ${what.rule}`
    case 'refinement':
      return `${verb} pass “${what.words}”`
    case 'open':
      return forward ? 'refuses unknown keys now' : 'takes unknown keys now'
    default:
      return forward ? 'no longer converts other types' : 'converts other types now'
  }
}
