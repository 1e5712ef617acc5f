import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { recognisePostingUrl } from './board-url.ts'
import { choosePosting } from './choose-posting.ts'
import { postingErrors } from './errors.ts'
import { parsePage } from './html-page.ts'
import { visibleText } from './main-text.ts'
import { noticesOf } from './notices.ts'
import { readPlaces } from './places.ts'
import type { SnapshotRow } from './queries.ts'
import { readPastedText } from './read-pasted-text.ts'
import { readPayload } from './read-payload.ts'
import type { Posting, PostingNotice } from './schema.ts'
import { decodeText } from './snapshot.ts'

const fail = failWith(postingErrors)

const detailsSchema = z.object({
  pick: z.string().optional(),
  title: z.string().optional(),
  organization: z.string().optional(),
  url: z.string().optional(),
  location: z.string().optional(),
})

export interface SnapshotReading {
  posting: Posting
  notices: PostingNotice[]
  /** How many postings the payload holds. */
  found: number
  /** Their titles, twenty at most. */
  titles: string[]
  /** Where the kept one stands among them, from 1. */
  number: number
}

function alone(posting: Posting, now: Date): SnapshotReading {
  return { posting, notices: noticesOf(posting, now), found: 1, titles: [posting.title], number: 1 }
}

/** Typed by hand: what the person says wins, the rest is guessed from the text. */
function byHand(text: string, details: z.infer<typeof detailsSchema>, now: Date): SnapshotReading {
  const { title, organization, url } = details
  const read = readPastedText({ text: text || (title ?? ''), now, ...optional({ title, organization, url }) })
  if (!read) throw fail('posting_empty')
  const source =
    read.identifier.source === 'text' ? { ...read.identifier, source: 'by_hand' } : read.identifier
  const jobLocation = details.location?.trim() ? readPlaces(details.location) : read.jobLocation
  const own = text ? read : { ...read, description: '', descriptionText: '' }
  return alone({ ...own, identifier: source, jobLocation }, now)
}

function optional<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  const set = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(set) as { [K in keyof T]?: string }
}

/** Words around the posting that may say it is closed; only for pages. */
function pageText(body: string): string {
  return /<body[\s>]/i.test(body) ? visibleText(parsePage(body, null)).slice(0, 50_000) : ''
}

function isPlainText(body: string, origin: SnapshotRow['origin']): boolean {
  return origin === 'pasted' || !/^\s*(?:\ufeff)?\s*[[{<]/.test(body)
}

/** Reads a stored payload; the same bytes always give the same posting. Throws posting_* errors. */
export function readSnapshot(snapshot: SnapshotRow): SnapshotReading {
  const now = snapshot.fetched_at
  const body = decodeText(snapshot.body)
  const details = detailsSchema.catch({}).parse(snapshot.details)
  if (snapshot.origin === 'by_hand') return byHand(body, details, now)
  const url = snapshot.url ?? details.url ?? null
  const payload = readPayload({ body, contentType: snapshot.content_type, url, now })
  if (payload.problem) {
    if (
      isPlainText(body, snapshot.origin) &&
      snapshot.origin !== 'fetched' &&
      payload.problem.code === 'posting_unrecognised'
    ) {
      return pasted(body, details, now)
    }
    throw fail(payload.problem.code, { userMessage: payload.problem.words })
  }
  const asked = details.url ?? url
  const choice = { pick: details.pick, locator: asked ? recognisePostingUrl(asked) : null, url: asked }
  const posting = choosePosting(payload.postings, choice)
  if (!posting) throw noSuchChoice(payload.postings)
  return {
    posting,
    notices: noticesOf(posting, now, payload.postings.length === 1 ? pageText(body) : ''),
    found: payload.postings.length,
    titles: payload.postings.slice(0, 20).map((entry) => entry.title),
    number: payload.postings.indexOf(posting) + 1,
  }
}

function pasted(text: string, details: z.infer<typeof detailsSchema>, now: Date): SnapshotReading {
  const { title, organization, url } = details
  const posting = readPastedText({ text, now, ...optional({ title, organization, url }) })
  if (!posting) throw fail('posting_empty')
  return alone(posting, now)
}

function noSuchChoice(postings: Posting[]) {
  const titles = postings.slice(0, 20).map((entry, index) => `${index + 1}. ${entry.title}`)
  return fail('posting_choice_unknown', {
    userMessage: `${postingErrors.posting_choice_unknown.words} There are ${postings.length}: ${titles.join('; ')}`,
    data: { found: postings.length, titles },
  })
}
