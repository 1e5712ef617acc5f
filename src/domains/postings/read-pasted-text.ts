import { recognisePostingUrl } from './board-url.ts'
import { looksLikeHtml, tidyText } from './html-text.ts'
import { httpUrl } from './json-values.ts'
import { readPlaces } from './places.ts'
import { buildPosting, derivedId } from './posting.ts'
import { readHtmlPage } from './read-html-page.ts'
import type { Posting } from './schema.ts'
import { guessFromText } from './text-guesses.ts'
import { textToHtml } from './html-text.ts'
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
export function isPastedHtml(text: string): boolean {
  const start = text.trimStart().slice(0, 300)
  return (
    /^<(?:!doctype|html|head|body|div|section|article|main|p|h[1-6]|ul|script)\b/i.test(start) &&
    looksLikeHtml(text)
  )
}

function identity(url: string, title: string, text: string) {
  const known = url ? recognisePostingUrl(url) : null
  if (known?.id) return { source: known.source, board: known.board, id: known.id }
  return { source: 'text', board: null, id: derivedId(title, text) }
}

/**
 * Pasted text → one posting, its text kept word for word; title, organisation, place, pay and workplace are
 * guesses from labels and first lines. null when there is no text.
 */
export function readPastedText(input: PastedInput): Posting | null {
  if (isPastedHtml(input.text)) {
    const [posting] = readHtmlPage({ html: input.text, url: httpUrl(input.url), now: input.now })
    if (posting) return posting
  }
  const text = tidyText(input.text)
  if (text === '') return null
  const guesses = guessFromText(text)
  const title = input.title?.trim() || (guesses.title ?? '')
  const url = httpUrl(input.url) ?? guesses.url ?? ''
  const location = guesses.location ?? ''
  return buildPosting({
    ...identity(url, title, text),
    url,
    title,
    organization: input.organization?.trim() || guesses.organization,
    description: textToHtml(text),
    descriptionText: text,
    jobLocation: readPlaces(location),
    workplaceType: workplaceOf(guesses.workplace),
    employmentType: guesses.employmentType,
    baseSalary: guesses.salary,
    now: input.now,
  })
}
