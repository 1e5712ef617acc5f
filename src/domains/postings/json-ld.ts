import { decodeHTML } from 'entities'
import { jsonrepair } from 'jsonrepair'
import type { HtmlPage } from './html-page.ts'
import { isRecord, list, text, type JsonRecord } from './json-values.ts'

const MAX_SCRIPT = 1_000_000
const MAX_DEPTH = 12

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown
  } catch {
    return undefined
  }
}

/** HTML comments, CDATA marks and trailing semicolons around the block. */
function withoutWrappers(source: string): string {
  return source
    .replace(/^\s*<!--[^\n{[]*/, '')
    .replace(/(?:\/\/|\/\*)?\s*<!\[CDATA\[\s*(?:\*\/)?/g, '')
    .replace(/(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/)?/g, '')
    .replace(/(?:\/\/\s*)?-->\s*$/, '')
    .trim()
    .replace(/;$/, '')
}

/** Raw line breaks and tabs inside strings, which JSON forbids and authors write. */
function repaired(source: string): unknown {
  if (!/JobPosting/i.test(source)) return undefined
  try {
    return parseJson(jsonrepair(source))
  } catch {
    return undefined
  }
}

/** JSON.parse → strip wrappers → decode entities → repair, whichever first gives an object. */
function parseJsonLd(source: string): unknown {
  if (source.trim() === '' || source.length > MAX_SCRIPT) return undefined
  const bare = withoutWrappers(source)
  for (const attempt of [source, bare, decodeHTML(bare)]) {
    const value = parseJson(attempt)
    if (typeof value === 'object' && value !== null) return value
    // A block encoded as one JSON string.
    if (typeof value === 'string' && /JobPosting/.test(value)) return parseJsonLd(value)
  }
  return repaired(bare) ?? repaired(decodeHTML(bare))
}

function typesOf(value: JsonRecord): string[] {
  return list(value['@type'] ?? value['type'] ?? value['@Type'])
    .map(text)
    .map((type) => type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, ''))
}

function isPosting(value: JsonRecord): boolean {
  return typesOf(value).some((type) => type.toLowerCase() === 'jobposting')
}

interface Found {
  postings: JsonRecord[]
  byId: Map<string, JsonRecord>
}

function walk(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const entry of value as unknown[]) walk(entry, found, depth + 1)
    return
  }
  if (!isRecord(value)) return
  const id = text(value['@id'])
  if (id && Object.keys(value).length > 1 && !found.byId.has(id)) found.byId.set(id, value)
  if (isPosting(value)) found.postings.push(value)
  for (const entry of Object.values(value)) walk(entry, found, depth + 1)
}

/** `{ "@id": … }` alone stands for the thing of that id elsewhere on the page. */
function resolved(value: unknown, byId: Map<string, JsonRecord>, depth = 0): unknown {
  if (depth > 6) return value
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, byId, depth + 1))
  if (!isRecord(value)) return value
  const keys = Object.keys(value)
  const target = keys.length === 1 && keys[0] === '@id' ? byId.get(text(value['@id'])) : undefined
  const source = target ?? value
  return Object.fromEntries(
    Object.entries(source).map(([key, entry]) => [key, resolved(entry, byId, depth + 1)]),
  )
}

/** Every JobPosting in the values, wherever it is nested, with its references resolved. */
export function jobPostingsIn(values: unknown[]): JsonRecord[] {
  const found: Found = { postings: [], byId: new Map() }
  for (const value of values) walk(value, found, 0)
  return found.postings
    .slice(0, 500)
    .map((posting) => resolved(posting, found.byId))
    .filter(isRecord)
}

export function jsonLdPostings(page: HtmlPage): JsonRecord[] {
  const scripts = page.$('script[type*="ld+json" i]').toArray()
  return jobPostingsIn(scripts.map((script) => parseJsonLd(page.$(script).text())))
}

/** The types of what the page's JSON-LD blocks are about, nested things left out. */
export function jsonLdTypes(page: HtmlPage): string[] {
  const scripts = page.$('script[type*="ld+json" i]').toArray()
  return scripts
    .flatMap((script) => list(parseJsonLd(page.$(script).text())))
    .filter(isRecord)
    .flatMap((value) => [value, ...list(value['@graph']).filter(isRecord)])
    .flatMap(typesOf)
}
