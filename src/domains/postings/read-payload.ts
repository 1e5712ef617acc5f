import { recognisePostingUrl } from './board-url.ts'
import { postingErrors } from './errors.ts'
import { isRecord, pick, text } from './json-values.ts'
import { jobPostingsIn } from './json-ld.ts'
import { DomainError } from '../../platform/errors.ts'
import { readPage } from './read-html-page.ts'
import { jsonReaders, xmlReaders } from './readers/readers.ts'
import type { Reader, Reading } from './readers/reader.ts'
import { schemaPosting } from './schema-org-posting.ts'
import type { Posting } from './schema.ts'
import { parseXml } from './xml.ts'

export type PayloadProblem = 'posting_gone' | 'board_empty' | 'posting_unrecognised' | 'posting_unreadable'

export interface PayloadInput {
  body: string
  contentType?: string
  /** Where it came from; gives the board and the pages' addresses when the payload doesn't. */
  url?: string | null
  now: Date
}

export interface PayloadResult {
  /** Which reader knew the shape; null when none did. */
  source: string | null
  postings: Posting[]
  /** Set exactly when there are no postings; the code is one of the domain's errors. */
  problem: { code: PayloadProblem; words: string } | null
}

function problem(
  code: PayloadProblem,
  source: string | null = null,
  words: string = postingErrors[code].words,
): PayloadResult {
  return { source, postings: [], problem: { code, words } }
}

function found(source: string, postings: Posting[]): PayloadResult {
  return postings.length > 0 ? { source, postings, problem: null } : problem('board_empty', source)
}

function withReaders(readers: Reader[], payload: unknown, at: Reading): PayloadResult | null {
  for (const reader of readers) {
    const entries = reader.find(payload)
    if (!entries) continue
    const postings = entries
      .map((entry) => reader.read(entry, at, payload))
      .filter((posting) => posting !== null)
    return found(reader.source, postings)
  }
  return null
}

const LIST_KEYS = [
  'jobs',
  'content',
  'offers',
  'data',
  'results',
  'hits',
  'items',
  'children',
  'positions',
  'postings',
]

/** A board without postings answers with its list empty; an unknown board often with an error object. */
function isEmptyBoard(payload: unknown): boolean {
  if (Array.isArray(payload)) return payload.length === 0
  if (text(pick(payload, 'SearchResult', 'SearchResultCount')) === '0') return true
  return (
    isRecord(payload) &&
    LIST_KEYS.some((key) => Array.isArray(payload[key]) && (payload[key] as unknown[]).length === 0)
  )
}

const GONE =
  /not[ _-]?found|no longer (?:available|exists?|active|open)|does ?n[o']t exist|has (?:expired|been (?:removed|closed))/i

function isGone(payload: unknown): boolean {
  if (!isRecord(payload)) return false
  const status = text(payload['status']) || text(payload['statusCode']) || text(payload['code'])
  if (status === '404' || status === '410') return true
  const error = [
    payload['error'],
    payload['message'],
    payload['detail'],
    pick(payload['error'], 'message'),
    payload['errorCode'],
  ]
  return error.some((words) => GONE.test(text(words)))
}

function readJson(payload: unknown, at: Reading): PayloadResult {
  const known = withReaders(jsonReaders, payload, at)
  if (known) return known
  const marked = jobPostingsIn([payload]).map((job) =>
    schemaPosting(job, { url: at.url, now: at.now, source: 'jsonld' }),
  )
  const postings = marked.filter((posting) => posting !== null)
  if (postings.length > 0) return found('jsonld', postings)
  if (isGone(payload)) return problem('posting_gone')
  if (isEmptyBoard(payload)) return problem('board_empty')
  return isThreadList(payload)
    ? problem(
        'posting_unrecognised',
        'hackernews',
        'This is a list of Hacker News threads. Give one thread or one comment of it.',
      )
    : problem('posting_unrecognised')
}

function isThreadList(payload: unknown): boolean {
  const hits = pick(payload, 'hits')
  return Array.isArray(hits) && hits.some((hit) => isRecord(hit) && 'num_comments' in hit && 'title' in hit)
}

function readXml(body: string, at: Reading): PayloadResult | null {
  const payload = parseXml(body)
  if (!isRecord(payload)) return null
  const known = withReaders(xmlReaders, payload, at)
  if (known) return known
  if ('workzag-jobs' in payload) return problem('board_empty', 'personio')
  if (!('rss' in payload)) return null
  return pick(payload, 'rss', 'channel', 'item') === undefined
    ? problem('board_empty')
    : problem('posting_unrecognised')
}

function readHtml(body: string, at: Reading): PayloadResult {
  const { postings, refused } = readPage({ html: body, url: at.url, now: at.now })
  if (postings.length > 0)
    return { source: postings[0]?.identifier.source ?? 'page', postings, problem: null }
  if (refused?.gone) return problem('posting_gone')
  return problem('posting_unrecognised', null, refused?.words)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function read(body: string, at: Reading): PayloadResult {
  const trimmed = body.replace(/^\ufeff/, '').trim()
  if (trimmed === '') return problem('posting_unrecognised')
  const json = /^[[{"\dtfn-]/.test(trimmed) ? parsed(trimmed) : undefined
  if (typeof json === 'object' && json !== null) return readJson(json, at)
  if (/^<\?xml|^<(?:rss|workzag-jobs|feed)\b/i.test(trimmed)) {
    const xml = readXml(trimmed, at)
    if (xml) return xml
  }
  if (trimmed.startsWith('<') || /<html[\s>]|<body[\s>]|ld\+json/i.test(trimmed)) return readHtml(trimmed, at)
  if (trimmed.length < 300 && /^\W*(?:404\W*)?(?:page |job |document )?not found/i.test(trimmed))
    return problem('posting_gone')
  return problem('posting_unrecognised')
}

/**
 * Any payload of job-board-formats: recognised by its content, never by a file's name. Never throws; when
 * there is no posting, `problem` says why.
 */
export function readPayload(input: PayloadInput): PayloadResult {
  const url = input.url && URL.canParse(input.url) ? input.url : null
  const at: Reading = { now: input.now, url, board: url ? boardOfFeed(url) : null }
  try {
    return read(input.body.replaceAll('\u0000', ''), at)
  } catch (error) {
    if (error instanceof DomainError) return problem('posting_unreadable')
    // Recursion that a hostile payload drove too deep; anything else is a defect and must be seen.
    if (error instanceof RangeError) return problem('posting_unreadable')
    throw error
  }
}

/** An aggregator's address names no employer. */
function boardOfFeed(url: string): string | null {
  const locator = recognisePostingUrl(url)
  return locator && locator.source !== 'hackernews' ? locator.board : null
}
