import { recognisePostingUrl } from './board-url.ts'
import { parsePage } from './html-page.ts'
import { htmlToText, looksLikeHtml, sanitiseHtml, textToHtml, tidyText } from './html-text.ts'
import { mainHtml } from './main-text.ts'
import { httpUrl } from './json-values.ts'
import { readPlaces } from './places.ts'
import { buildPosting, derivedId } from './posting.ts'
import { readHtmlPage } from './read-html-page.ts'
import type { Posting } from './schema.ts'
import { inLocalDollars } from './salary-in-text.ts'
import { guessFromText } from './text-guesses.ts'
import { workplaceOf } from './workplace.ts'

export interface PastedInput {
  text: string
  now: Date
  /** What the person typed beside the text; it wins over every guess. */
  title?: string
  organization?: string
  url?: string
}

/** Markup that somebody copied from a page's source, not prose that mentions a tag. */
function isPastedHtml(text: string): boolean {
  const start = text.trimStart().slice(0, 300)
  return (
    /^<(?:!doctype|html|head|body|div|section|article|main|p|h[1-6]|ul|script)\b/i.test(start) &&
    looksLikeHtml(text)
  )
}

/** What a page says when it holds no posting that a reader knows. */
function pageText(html: string): string {
  return htmlToText(sanitiseHtml(mainHtml(parsePage(html, null))))
}

function identity(url: string, title: string, text: string) {
  const known = url ? recognisePostingUrl(url) : null
  if (known?.id) return { source: known.source, board: known.board, id: known.id }
  return { source: 'text', board: null, id: derivedId(title, text) }
}

/** What the person typed beside a page's source. */
function withTyped(posting: Posting, input: PastedInput): Posting {
  const { hiringOrganization } = posting
  return {
    ...posting,
    title: input.title?.trim() || posting.title,
    hiringOrganization: {
      ...hiringOrganization,
      name: input.organization?.trim() || hiringOrganization.name,
    },
  }
}

/**
 * Pasted text → one posting, its text kept word for word; title, organisation, place, pay and workplace are
 * guesses from labels and first lines. null when there is no text.
 */
export function readPastedText(input: PastedInput): Posting | null {
  if (isPastedHtml(input.text)) {
    const [posting] = readHtmlPage({ html: input.text, url: httpUrl(input.url), now: input.now })
    if (posting) return withTyped(posting, input)
  }
  const text = tidyText(isPastedHtml(input.text) ? pageText(input.text) : input.text)
  if (text === '') return null
  const guesses = guessFromText(text)
  const title = input.title?.trim() || (guesses.title ?? '')
  const url = httpUrl(input.url) ?? guesses.url ?? ''
  const jobLocation = readPlaces(guesses.location ?? '')
  return buildPosting({
    ...identity(url, title, text),
    url,
    title,
    organization: input.organization?.trim() || guesses.organization,
    description: textToHtml(text),
    descriptionText: text,
    jobLocation,
    workplaceType: workplaceOf(guesses.workplace),
    employmentType: guesses.employmentType,
    baseSalary: inLocalDollars(guesses.salary, jobLocation[0]?.addressCountry),
    now: input.now,
  })
}
