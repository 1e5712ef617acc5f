import type { FactRow, NewFact } from './queries.ts'
import type { ParsedFact } from './schema.ts'

type Carried = Omit<NewFact, 'id' | 'user_id' | 'resume_version_id' | 'number'>

/** Kinds that stand for themselves: what a person added of them is true of the next version too. */
const standalone: Record<string, RegExp> = {
  skill: /^\/skills\/\d+\/name$/,
  language: /^\/languages\/\d+$/,
  certificate: /^\/certificates\/\d+$/,
  licence: /^\/certificates\/\d+$/,
  interest: /^\/interests\/\d+\/name$/,
  work_authorization: /^\/basics\//,
  availability: /^\/basics\//,
}

const key = (fact: { kind: string; text: string }) => `${fact.kind}\n${fact.text}`

function nextIndex(paths: Iterable<string>, list: string): number {
  let next = 0
  for (const path of paths) {
    const index = new RegExp(`^/${list}/(\\d+)`).exec(path)?.[1]
    if (index !== undefined) next = Math.max(next, Number(index) + 1)
  }
  return next
}

/**
 * The facts of a new version: those read from it, with what the person had confirmed or removed before,
 * and the skills, languages and the like that the person had added by hand.
 */
export function carryOver(facts: readonly ParsedFact[], earlier: readonly FactRow[]): Carried[] {
  const known = new Map(
    earlier.filter((fact) => fact.origin === 'resume').map((fact) => [key(fact), fact.state]),
  )
  const carried: Carried[] = facts.map(({ kind, text, span, path, value }) => ({
    kind,
    text,
    span_start: span[0],
    span_end: span[1],
    path,
    value,
    origin: 'resume',
    state: known.get(key({ kind, text })) ?? 'unconfirmed',
  }))
  const present = new Set(facts.map(key))
  for (const fact of earlier) {
    const shape = standalone[fact.kind]
    const added = fact.origin === 'person' && fact.span_start === null && fact.state !== 'removed'
    if (!added || !shape?.test(fact.path) || present.has(key(fact))) continue
    const list = /^\/([a-z]+)\/\d+/.exec(fact.path)?.[1]
    const path = list
      ? fact.path.replace(
          /\d+/,
          String(
            nextIndex(
              carried.map((each) => each.path),
              list,
            ),
          ),
        )
      : fact.path
    const { kind, text, value, state } = fact
    carried.push({ kind, text, span_start: null, span_end: null, path, value, origin: 'person', state })
  }
  return carried
}
