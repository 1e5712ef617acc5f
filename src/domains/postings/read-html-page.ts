import { derivedId, buildPosting } from './posting.ts'
import { recognisePostingUrl } from './board-url.ts'
import { htmlToText, sanitiseHtml } from './html-text.ts'
import { parsePage, type HtmlPage } from './html-page.ts'
import { markedPostings, microdataMarks, rdfaMarks } from './item-properties.ts'
import { jsonLdPostings } from './json-ld.ts'
import type { JsonRecord } from './json-values.ts'
import { mainHtml } from './main-text.ts'
import { pageRefusal, withoutCookieNotice, type PageContent, type PageRefusal } from './page-refusal.ts'
import { pageMeta, titleAndOrganization } from './page-meta.ts'
import { readPlaces } from './places.ts'
import { inLocalDollars } from './salary-in-text.ts'
import { guessFromText } from './text-guesses.ts'
import type { Posting } from './schema.ts'
import { schemaPosting } from './schema-org-posting.ts'
import { workplaceOf } from './workplace.ts'

export interface PageInput {
  html: string
  url: string | null
  now: Date
}

/** Text of this length is a posting's, whatever its words are. */
const ENOUGH_TEXT = 200
/** What a tab's title without a heading needs beside it. */
const SOME_TEXT = 40

export interface PageReading {
  postings: Posting[]
  /** Set when the page holds none: why, in words. */
  refused: PageRefusal | null
}

/** The postings of `readPage`; empty when the page holds none. */
export function readHtmlPage(input: PageInput): Posting[] {
  return readPage(input).postings
}

/**
 * Postings on a page: JSON-LD, else microdata, else RDFa, else what meta tags and the main text say. A page
 * that clearly is something else is refused in words. Throws only posting_unreadable (nested absurdly).
 */
export function readPage(input: PageInput): PageReading {
  const page = parsePage(input.html, input.url)
  const structured: [string, () => JsonRecord[]][] = [
    ['jsonld', () => jsonLdPostings(page)],
    ['microdata', () => markedPostings(page, microdataMarks)],
    ['rdfa', () => markedPostings(page, rdfaMarks)],
  ]
  for (const [source, find] of structured) {
    const postings = find()
      .map((value) => schemaPosting(value, { url: page.url, now: input.now, source }))
      .filter((posting) => posting !== null)
    if (postings.length === 0) continue
    const [only] = postings
    return { postings: postings.length === 1 && only ? [completed(only, page)] : postings, refused: null }
  }
  return plainPage(page, input.now)
}

/** Markup without a description: the page's own text stands in for it. */
function completed(posting: Posting, page: HtmlPage): Posting {
  if (posting.descriptionText.length > 0) return posting
  const description = sanitiseHtml(mainHtml(page))
  const descriptionText = htmlToText(description)
  return descriptionText.length < ENOUGH_TEXT ? posting : { ...posting, description, descriptionText }
}

/** The posting's identity on a page without markup: its board, else its address, else its content. */
function identity(url: string, title: string, text: string) {
  const known = url ? recognisePostingUrl(url) : null
  if (known?.id) return { source: known.source, board: known.board, id: known.id }
  const host = url && URL.canParse(url) ? new URL(url).hostname : null
  return { source: 'page', board: host, id: url || derivedId(title, text) }
}

/** Names of places on a site and of templates, which no posting bears. */
const NO_TITLE =
  /^(?:home(?: ?page)?|welcome|index|untitled(?: document)?|document|careers?|jobs?|apply(?: now)?|loading\W*|react app|vite app)?$/i

/** Shorter than this and without a heading of its own, a page is nothing that somebody wrote about a job. */
function holdsNothing(content: PageContent, titled: boolean): boolean {
  const { heading, text } = content
  if (text.length >= ENOUGH_TEXT) return false
  return !titled || (text.length < SOME_TEXT && heading === '')
}

const NOTHING: PageRefusal = {
  gone: false,
  words:
    'This page shows no text by itself: a script fills it in, or there is nothing on it. Paste the posting’s text instead.',
}

function plainPage(page: HtmlPage, now: Date): PageReading {
  const meta = pageMeta(page)
  const description = sanitiseHtml(mainHtml(page))
  const heading = page.$('h1').first().text().replace(/\s+/g, ' ').trim()
  const content = { heading, title: meta.title, description, text: htmlToText(description) }
  const refused = pageRefusal(page, content)
  if (refused) return { postings: [], refused }
  const { title, organization } = titleAndOrganization(meta.title, heading, meta.siteName)
  if (holdsNothing(content, !NO_TITLE.test(title))) return { postings: [], refused: NOTHING }
  const descriptionText = withoutCookieNotice(content.text)
  const guesses = guessFromText(descriptionText)
  const url = page.url ?? ''
  const jobLocation = readPlaces(guesses.location ?? '')
  const posting = buildPosting({
    ...identity(url, title, descriptionText),
    url,
    title: title || (guesses.title ?? ''),
    organization: organization || guesses.organization,
    description: descriptionText === '' ? '' : description,
    descriptionText,
    jobLocation,
    workplaceType: workplaceOf(guesses.workplace, guesses.location, title),
    employmentType: guesses.employmentType,
    baseSalary: inLocalDollars(guesses.salary, jobLocation[0]?.addressCountry),
    inLanguage: meta.language,
    raw: { title: meta.title, description: meta.description, siteName: meta.siteName },
    now,
  })
  return { postings: [posting], refused: null }
}
