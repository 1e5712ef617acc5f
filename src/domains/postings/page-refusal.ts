import { load } from 'cheerio'
import type { HtmlPage } from './html-page.ts'
import { jsonLdTypes } from './json-ld.ts'

/** Why a page is no single posting; `gone` when it says that the posting was one once. */
export interface PageRefusal {
  gone: boolean
  words: string
}

/** What a page shows, as its readers need it. */
export interface PageContent {
  /** The page's first heading, '' without one. */
  heading: string
  /** The title of its tab or of its preview. */
  title: string
  /** HTML and text of its main part. */
  description: string
  text: string
}

/** Longer pages are read even when their heading sounds like an error: it may be the posting's subject. */
const SHORT = 1_200

const GONE =
  /^(?:error:?\s*)?4(?:04|10)\b|\berror 4(?:04|10)\b|\b404(?: not found)?$|(?:page|job|position|posting|vacancy|role|document)[^.]{0,30}(?:not (?:be )?found|no longer|does ?n[o’']t exist|has (?:been (?:filled|closed|removed)|expired|closed))|^(?:not found|oops\b)|can[’']?t find (?:that|this|the)|(?:seite|stelle)[^.]{0,30}nicht (?:gefunden|mehr)|(?:page|offre)[^.]{0,20}(?:introuvable|n[’']est plus|n[’']existe (?:plus|pas))|(?:página|oferta)[^.]{0,20}(?:no (?:se ha )?encontrad|ya no)/i
const BROKEN =
  /^(?:(?:error|http)\s*)?(?:400|401|403|429|5\d\d)\b|^(?:error(?=$|\W*$|:|\s\d)|access denied|forbidden|unauthori[sz]ed|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|just a moment|attention required|something went wrong|are you (?:a )?(?:human|robot)|security check|verify(?:ing)? (?:that )?you are|checking your browser|too many requests|zugriff verweigert|accès refusé|acceso denegado)(?=$|[\s.!…?:|–-])/i
const LOGIN =
  /^(?:please )?(?:sign|log) ?(?:in|on)(?=$|[\s.!|–-])|^(?:login|anmelden|anmeldung|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen|zaloguj)(?=$|[\s.!|–-])|^(?:create (?:an|your) account|welcome back)\b/i
const COOKIES = /\bcookies?\b|\bconsent\b|\bdatenschutzeinstellung|\btracking technolog/i

function cookiesOnly(text: string): boolean {
  const parts = text.split(/\n+/).filter((part) => part.trim() !== '')
  const about = parts.filter((part) => COOKIES.test(part)).join('\n').length
  return about > 0 && about >= text.length * 0.6 && text.length - about < 200
}

/** The text that stands in no link: what a list of jobs has little of. */
function proseLength(html: string): number {
  const $ = load(html, null, false)
  $('a').remove()
  return $.root()
    .text()
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line.length >= 60)
    .join(' ').length
}

const PLURAL_HEADING =
  /\b(?:jobs|vacancies|openings|open (?:positions|roles)|opportunities|current (?:positions|roles)|careers|search results|stellenangebote|offene stellen|stellen|jobs?börse|offres d[’']emploi|nos offres|ofertas(?: de (?:empleo|trabajo))?|vacatures|offerte di lavoro)\b/i

/** Links to pages that are siblings of one another, as the entries of a list are. */
function siblingLinks(html: string): number {
  const $ = load(html, null, false)
  const families = new Map<string, Set<string>>()
  $('a[href]').each((_, node) => {
    const href = $(node).attr('href') ?? ''
    const label = $(node).text().replace(/\s+/g, ' ').trim()
    if (label.length < 4 || label.length > 200 || /^(?:#|mailto:|tel:)/i.test(href)) return
    const [address = ''] = href.split('#')
    const family = address.replace(/[^/?=]*\/?$/, '')
    families.set(family, (families.get(family) ?? new Set()).add(address))
  })
  return Math.max(0, ...[...families.values()].map((members) => members.size))
}

function isList({ heading, title, description }: PageContent): boolean {
  const links = siblingLinks(description)
  const prose = proseLength(description)
  const named = PLURAL_HEADING.test(heading || title)
  return (links >= 3 && named && prose < 250 * links) || (links >= 5 && prose < 90 * links)
}

const OTHER_TYPES: Record<string, string> = {
  Recipe: 'a recipe',
  Product: 'an offer in a shop',
  NewsArticle: 'a news article',
  Movie: 'about a film',
  Book: 'about a book',
}

function otherType(page: HtmlPage): string | null {
  const types = jsonLdTypes(page)
  return types.map((type) => OTHER_TYPES[type]).find((words) => words !== undefined) ?? null
}

function refuse(words: string, gone = false): PageRefusal {
  return { gone, words: `${words} Give the address of the posting itself, or paste its text.` }
}

/** Why this page clearly holds no single posting, or null. Words of a trade decide nothing: only its form does. */
export function pageRefusal(page: HtmlPage, content: PageContent): PageRefusal | null {
  const { heading, title, text } = content
  const names = [heading, title].filter((name) => name !== '')
  const short = text.length < SHORT
  if (short && names.some((name) => GONE.test(name)))
    return refuse('This page says that the posting is not there (any more).', true)
  if (short && names.some((name) => BROKEN.test(name)))
    return refuse('This is an error page or a check for robots, not a posting.')
  const asksPassword = page.$('input[type="password"]').length > 0
  if (names.some((name) => LOGIN.test(name)) ? text.length < 600 : asksPassword && text.length < 200)
    return refuse('This page wants a login before it shows anything.')
  if (heading === '' && cookiesOnly(text)) return refuse('This page shows only a notice about cookies.')
  if (isList(content)) return refuse('This page is a list of several jobs.')
  const other = otherType(page)
  return other ? refuse(`This page says of itself that it is ${other}.`) : null
}

/** The main text without notices about cookies, when it holds nothing else. */
export function withoutCookieNotice(text: string): string {
  return cookiesOnly(text) ? '' : text
}
