import { load, type Cheerio, type CheerioAPI } from 'cheerio'
import { failWith } from '../../platform/errors.ts'
import { postingErrors } from './errors.ts'

const fail = failWith(postingErrors)
const MAX_DEPTH = 1_000

/** A page parsed once for all that read it. */
export interface HtmlPage {
  $: CheerioAPI
  html: string
  /** The page's own address: canonical link, og:url, else where it was fetched; null when unknown. */
  url: string | null
}

/** Any nodes of a page. */
export type Nodes = Cheerio<ReturnType<CheerioAPI['root']>[0]>

/**
 * A selection as plain nodes: cheerio types one by the kinds of node it may hold, with types that it doesn't
 * export, and nothing here depends on the kind.
 */
export function asNodes(selection: unknown): Nodes {
  return selection as Nodes
}

interface Node {
  children?: Node[]
}

/** Selectors and serialisers recurse: a page that nests deeper than any real one is refused instead. */
function assertShallow(root: Node): void {
  let level: Node[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw fail('posting_unreadable', { message: 'html nested too deeply' })
    level = level.flatMap((node) => node.children ?? [])
  }
}

export function parsePage(html: string, url: string | null): HtmlPage {
  const $ = load(html.replaceAll('\u0000', ''), { xml: { xmlMode: false, decodeEntities: true } })
  const root: unknown = $.root()[0]
  assertShallow(root as Node) // cheerio's kinds of node say of children only that they are nodes
  const written =
    $('link[rel="canonical"]').attr('href') ?? $('meta[property="og:url"]').attr('content') ?? ''
  const own = URL.canParse(written, url ?? undefined) ? new URL(written, url ?? undefined) : null
  const trusted = own && sameSite(own, url) ? own.href : url
  return { $, html, url: trusted }
}

/** A canonical link may tidy the address, it may not point to somebody else's site or to the home page. */
function sameSite(own: URL, fetched: string | null): boolean {
  if (own.protocol !== 'https:' && own.protocol !== 'http:') return false
  if (fetched === null) return true
  if (own.pathname === '/' && new URL(fetched).pathname !== '/') return false
  return own.hostname === new URL(fetched).hostname
}
