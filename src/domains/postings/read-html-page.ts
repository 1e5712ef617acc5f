import { derivedId, buildPosting } from './posting.ts'
import { recognisePostingUrl } from './board-url.ts'
import { htmlToText, sanitiseHtml } from './html-text.ts'
import { parsePage, type HtmlPage } from './html-page.ts'
import { markedPostings, microdataMarks, rdfaMarks } from './item-properties.ts'
import { jsonLdPostings } from './json-ld.ts'
import type { JsonRecord } from './json-values.ts'
import { mainHtml } from './main-text.ts'
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

/** Fewer words than this are a cookie wall, an empty application shell or an error. */
const ENOUGH_TEXT = 200

/**
 * Postings on a page: JSON-LD, else microdata, else RDFa, else what meta tags and the main text say. Empty
 * when the page holds nothing that could be a posting. Throws only posting_unreadable (nested absurdly).
 */
export function readHtmlPage(input: PageInput): Posting[] {
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
    if (postings.length > 0)
      return postings.length === 1 ? postings.map((posting) => completed(posting, page)) : postings
  }
  const posting = plainPage(page, input.now)
  return posting ? [posting] : []
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

/** Words of postings in the languages they mostly come in; two different ones tell a posting from a shop. */
const JOB_WORDS =
  /\b(?:responsibilit|requirement|qualification|experience|you will|we offer|your profile|apply|skills|role|vacanc|salary|full[- ]time|part[- ]time|aufgaben|profil|anforderung|bewerb|erfahrung|wir (?:suchen|bieten)|stelle|ausbildung|gehalt|kenntnisse|missions?|compétences|expérience|poste|candidat|formation|recrut|salaire|vous (?:êtes|avez)|requisitos|experiencia|funciones|ofrecemos|puesto|ervaring|functie|vacature|wij bieden|esperienza|requisiti|wymagania|doświadczenie)/gi

function jobWords(text: string): number {
  return new Set((text.match(JOB_WORDS) ?? []).map((word) => word.toLowerCase())).size
}

function plainPage(page: HtmlPage, now: Date): Posting | null {
  const meta = pageMeta(page)
  const description = sanitiseHtml(mainHtml(page))
  const descriptionText = htmlToText(description)
  const enough = descriptionText.length >= ENOUGH_TEXT && jobWords(descriptionText) >= 2
  if (!enough) return null
  const heading = page.$('h1').first().text().replace(/\s+/g, ' ').trim()
  const { title, organization } = titleAndOrganization(meta.title, heading, meta.siteName)
  const guesses = guessFromText(descriptionText)
  const url = page.url ?? ''
  const jobLocation = readPlaces(guesses.location ?? '')
  return buildPosting({
    ...identity(url, title, descriptionText),
    url,
    title: title || (guesses.title ?? ''),
    organization: organization || guesses.organization,
    description,
    descriptionText,
    jobLocation,
    workplaceType: workplaceOf(guesses.workplace, guesses.location, title),
    employmentType: guesses.employmentType,
    baseSalary: inLocalDollars(guesses.salary, jobLocation[0]?.addressCountry),
    inLanguage: meta.language,
    raw: { title: meta.title, description: meta.description, siteName: meta.siteName },
    now,
  })
}
