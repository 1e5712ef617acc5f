import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { recognisePostingUrl } from './board-url.ts'
import { choosePosting } from './choose-posting.ts'
import { postingErrors } from './errors.ts'
import { parsePage } from './html-page.ts'
import { visibleText } from './main-text.ts'
import { httpUrl } from './json-values.ts'
import { noticesOf } from './notices.ts'
import { readPlaces } from './places.ts'
import { contentHash } from './posting.ts'
import type { SnapshotRow } from './queries.ts'
import { readPastedText } from './read-pasted-text.ts'
import { readPayload } from './read-payload.ts'
import type { Posting, PostingNotice } from './schema.ts'
import { decodeText, type SnapshotDetails } from './snapshot.ts'

const fail = failWith(postingErrors)

const detailsSchema = z.object({
  pick: z.string().optional(),
  title: z.string().optional(),
  organization: z.string().optional(),
  url: z.string().optional(),
  location: z.string().optional(),
})
type Details = z.infer<typeof detailsSchema>

/** What a reading needs of a stored original. */
export type ReadableSnapshot = Pick<
  SnapshotRow,
  'origin' | 'content_type' | 'body' | 'details' | 'fetched_at'
> & {
  url?: string | null | undefined
}

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
function byHand(text: string, details: Details, now: Date): SnapshotReading {
  const { title, organization, url } = details
  const read = readPastedText({ text: text || (title ?? ''), now, ...optional({ title, organization, url }) })
  if (!read) throw fail('posting_empty')
  const source =
    read.identifier.source === 'text' ? { ...read.identifier, source: 'by_hand' } : read.identifier
  const jobLocation = details.location?.trim() ? readPlaces(details.location) : read.jobLocation
  const own = text ? read : { ...read, description: '', descriptionText: '' }
  return alone({ ...own, identifier: source, jobLocation }, now)
}

function optional<T extends object>(values: T): { [K in keyof T]?: string } {
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

/** What the person says of the posting wins over what was read; blank says nothing. */
function corrected(
  posting: Posting,
  said: Pick<Details, 'title' | 'organization' | 'location' | 'url'>,
): Posting {
  const title = oneLine(said.title) || posting.title
  const name = oneLine(said.organization) || posting.hiringOrganization.name
  const places = oneLine(said.location)
  const asRead = posting.jobLocation.map((place) => place.raw).join('; ')
  return {
    ...posting,
    title,
    hiringOrganization: { ...posting.hiringOrganization, name },
    jobLocation: places && places !== asRead ? readPlaces(places) : posting.jobLocation,
    url: httpUrl(said.url) ?? posting.url,
    contentHash: contentHash(title, name, posting.descriptionText),
  }
}

function oneLine(value: string | undefined): string {
  return (value ?? '').replace(/\s+/g, ' ').trim()
}

/**
 * Reads a stored payload; the same bytes and wishes always give the same posting. `wishes` go before what was
 * asked for with the payload. Throws posting_* errors.
 */
export function readSnapshot(snapshot: ReadableSnapshot, wishes: SnapshotDetails = {}): SnapshotReading {
  const asked = detailsSchema.catch({}).parse(snapshot.details)
  const details = { ...asked, ...optional(wishes) }
  // A corrected address never changes which of several postings is meant.
  const reading = readAs(snapshot, details, snapshot.url ?? asked.url ?? null, asked.url)
  const { title, organization, location } = details
  return {
    ...reading,
    posting: corrected(reading.posting, { title, organization, location, url: wishes.url }),
  }
}

function readAs(
  snapshot: ReadableSnapshot,
  details: Details,
  url: string | null,
  address = url ?? undefined,
): SnapshotReading {
  const now = snapshot.fetched_at
  const body = decodeText(snapshot.body)
  if (snapshot.origin === 'by_hand') return byHand(body, details, now)
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
  return chosen(payload.postings, { pick: details.pick, url: address }, now, body)
}

function chosen(
  postings: Posting[],
  { pick, url }: Pick<Details, 'pick' | 'url'>,
  now: Date,
  body: string,
): SnapshotReading {
  const posting = choosePosting(postings, {
    pick,
    locator: url ? recognisePostingUrl(url) : null,
    url: url ?? null,
  })
  if (!posting) throw noSuchChoice(postings)
  return {
    posting,
    notices: noticesOf(posting, now, postings.length === 1 ? pageText(body) : ''),
    found: postings.length,
    titles: postings.slice(0, 20).map((entry) => entry.title),
    number: postings.indexOf(posting) + 1,
  }
}

function pasted(text: string, details: Details, now: Date): SnapshotReading {
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
