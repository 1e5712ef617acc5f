import { load, type CheerioAPI } from 'cheerio'
import { asNodes, type HtmlPage, type Nodes } from './html-page.ts'
import { htmlToText } from './html-text.ts'

const NEVER =
  'script,style,noscript,template,svg,iframe,nav,footer,aside,dialog,button,select,[role="navigation"],[role="banner"],' +
  '[role="contentinfo"],[role="dialog"],[role="search"],[aria-hidden="true"],[hidden]'
const UNSEEN = '[style*="display:none" i],[style*="display: none" i]'
/** Names of furniture; "social-worker" and "related-experience" are content. */
const NOISE = [
  /^(?:cookies?|consent|gdpr|newsletter|breadcrumbs?|navbar|nav|menu|sidebar|footer|popup|modal)(?:[-_].*)?$/i,
  /[-_](?:cookies?|consent|banner|newsletter|breadcrumbs?|sidebar|navbar|nav|menu|footer|popup|modal)$/i,
  /^(?:share|social|related|similar|recommended)(?:[-_]?(?:jobs?|posts?|positions?|openings?|articles?|links?|icons?|media|buttons?|bar|share))?$/i,
]
const CONTAINERS = 'main,article,section,div,table,tbody,tr,td,center,form'

/** No page wraps its text deeper; each level costs a look at all of it. */
const MAX_LEVELS = 60

/** The page's body in a copy: what is cut away here, other readers of the page still need. */
function bodyOf(page: HtmlPage): { $: CheerioAPI; body: Nodes } {
  const $ = load(page.$.html(), { xml: { xmlMode: false } })
  const body = asNodes($('body').first())
  return { $, body: body.length > 0 ? body : asNodes($.root()) }
}

function length(element: Nodes): number {
  return element.text().replace(/\s+/g, ' ').length
}

/** Text that counts: links are menus, paragraphs and lists are content. */
function score(element: Nodes): number {
  return length(element) - 2 * element.find('a').text().replace(/\s+/g, ' ').length
}

function dropNoise($: CheerioAPI, body: Nodes): void {
  body.find(NEVER).remove()
  const all = length(body)
  // A search box or an application form; but some sites wrap the whole page in a form.
  body.find('form').each((_, node) => {
    const form = asNodes($(node))
    if (length(form) < all / 2) form.remove()
  })
  body.find('header').each((_, node) => {
    if ($(node).find('h1').length === 0) $(node).remove()
  })
  body.find('[class],[id]').each((_, node) => {
    const element = $(node)
    const names = `${element.attr('class') ?? ''} ${element.attr('id') ?? ''}`.split(/\s+/)
    const isNoise = names.some((name) => NOISE.some((pattern) => pattern.test(name)))
    if (isNoise && element.find('h1').length === 0) element.remove()
  })
}

/** HTML of the densest part of the page, what a reader came for: inwards while nearly nothing of worth is lost. */
export function mainHtml(page: HtmlPage): string {
  const { $, body } = bodyOf(page)
  dropNoise($, body)
  const enough = score(body) * 0.85
  let best = body
  for (let level = 0; level < MAX_LEVELS; level++) {
    const inner = best
      .children(CONTAINERS)
      .toArray()
      .map((node) => asNodes($(node)))
      .find((element) => score(element) >= enough)
    if (!inner) break
    best = inner
  }
  return best.html() ?? ''
}

/** Everything a visitor sees, as text: notes like "no longer accepting applications" stand beside the posting. */
export function visibleText(page: HtmlPage): string {
  const { body } = bodyOf(page)
  body.find(`${NEVER},${UNSEEN}`).remove()
  return htmlToText(body.html() ?? '')
}
