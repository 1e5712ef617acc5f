import { load, type CheerioAPI } from 'cheerio'
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
  assertShallow($.root()[0] as unknown as Node)
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
