import { jsonResumeSchema, type FactKind, type JsonResume } from '../schema.ts'
import { certificateName } from './lists.ts'
import { networkOf } from './contact.ts'
import { findDates } from './dates.ts'
import { findLanguages } from './language-names.ts'
import { countryCode, regions } from './places.ts'

type Tree = { [key: string]: unknown }
interface FactLike {
  kind: FactKind
  text: string
  path: string
  value: string | null
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Takes the country off the end of a place; a region's code is none. */
function takeCountry(parts: string[], result: Tree): void {
  const last = parts.at(-1) ?? ''
  const isRegion = parts.length > 1 && regions.has(last) && /^[A-Z]{2}$/.test(last)
  const country = isRegion ? null : countryCode(last)
  if (!country) return
  result['countryCode'] = country
  parts.pop()
}

function takeRegion(parts: string[], result: Tree): void {
  const found = /^([A-Za-z][A-Za-z ]+?)(?:\s+(\d{5}(?:-\d{4})?))?$/.exec(parts.at(-1) ?? '')
  const name = found?.[1]
  if (parts.length < 2 || !name || !(regions.has(name) || regions.has(name.toLowerCase()))) return
  result['region'] = name
  if (found[2]) result['postalCode'] = found[2]
  parts.pop()
}

function location(text: string): Tree {
  const parts = flat(text)
    .split(/\s*,\s*/)
    .filter(Boolean)
  const result: Tree = {}
  takeCountry(parts, result)
  takeRegion(parts, result)
  const city = parts.pop() ?? ''
  const postal = /^((?:[A-Z]{1,2}-)?\d{4,6})\s+(.+)$/.exec(city)
  if (postal?.[1] && postal[2]) Object.assign(result, { postalCode: postal[1], city: postal[2] })
  else if (city) result[/\d/.test(city) ? 'address' : 'city'] = city
  if (parts.length > 0 && !result['address']) result['address'] = parts.join(', ')
  return result
}

function language(text: string): Tree {
  const [named] = findLanguages(text)
  if (!named) return { language: flat(text) }
  const rest = flat(`${text.slice(0, named.start)} ${text.slice(named.end)}`).replace(
    /^[\s:(–—\-,|]+|[\s),.;|–—-]+$/g,
    '',
  )
  return { language: text.slice(named.start, named.end), ...(rest ? { fluency: rest } : {}) }
}

function certificate(fact: FactLike): Tree {
  const [date] = findDates(fact.text)
  const when = date?.from?.value
  return { name: flat(certificateName(fact.text)), ...(when ? { date: when } : {}) }
}

function profile(fact: FactLike): Tree {
  const network = networkOf(fact.text)
  const username = /\.(?:com|org|net)\/(?:in\/|users\/|pub\/)?@?([^/?#]+)\/?$/i.exec(fact.text)?.[1]
  return { url: fact.text, ...(network ? { network } : {}), ...(network && username ? { username } : {}) }
}

/** What a fact says at its place. */
function contents(fact: FactLike): { path: string; value: unknown } | null {
  const { path } = fact
  if (path === '/basics/location') return { path, value: location(fact.text) }
  if (/^\/languages\/\d+$/.test(path)) return { path, value: language(fact.text) }
  if (/^\/certificates\/\d+$/.test(path)) return { path, value: certificate(fact) }
  if (/^\/basics\/profiles\/\d+\/url$/.test(path)) return { path: path.slice(0, -4), value: profile(fact) }
  if (/\/(?:startDate|endDate|date|releaseDate)$/.test(path)) {
    const value = fact.value ?? null
    return value && /^\d{4}(?:-\d{2}){0,2}$/.test(value) ? { path, value } : null
  }
  return { path, value: flat(fact.text) }
}

const isIndex = (key: string) => /^\d{1,4}$/.test(key)
const own = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined)

/** Builds trees only of plain keys; numbers become lists at the end, without holes. */
function put(root: Tree, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1)
  if (
    keys.length === 0 ||
    keys.some((key) => !/^[a-zA-Z]+$|^\d{1,4}$/.test(key) || key === 'constructor' || key === 'prototype')
  )
    return
  let node = root
  for (const key of keys.slice(0, -1)) {
    const next = own(node, key)
    if (next !== undefined && (typeof next !== 'object' || next === null)) return
    const child = next === undefined ? {} : (next as Tree) // Only put() fills the tree: what is an object here is a Tree.
    node[key] = child
    node = child
  }
  const last = keys.at(-1) ?? ''
  const present = own(node, last)
  if (typeof present === 'string' && typeof value === 'string' && !last.endsWith('Date'))
    node[last] = `${present} ${value}`
  else if (present === undefined) node[last] = value
}

function toLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (entries.length > 0 && entries.every(([key]) => isIndex(key))) {
    return entries
      .toSorted(([one], [other]) => Number(one) - Number(other))
      .map(([, child]) => toLists(child))
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, toLists(child)]))
}

/** The JSON Resume that a set of facts says: nothing in it comes from elsewhere. */
export function toJsonResume(facts: readonly FactLike[]): JsonResume {
  const tree: Tree = {}
  for (const fact of facts) {
    const found = contents(fact)
    if (found) put(tree, found.path, found.value)
  }
  const parsed = jsonResumeSchema.safeParse(toLists(tree))
  return parsed.success ? parsed.data : {}
}
