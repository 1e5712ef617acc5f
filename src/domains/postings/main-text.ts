import { load } from 'cheerio'
import type { HtmlPage } from './html-page.ts'

const NEVER =
  'script,style,noscript,template,svg,iframe,form,nav,footer,aside,dialog,button,select,[role="navigation"],[role="banner"],' +
  '[role="contentinfo"],[role="dialog"],[role="search"],[aria-hidden="true"],[hidden]'
const NOISE =
  /\b(?:cookie|consent|gdpr|newsletter|breadcrumbs?|share|social|related|similar|recommended|sidebar|navbar|menu|footer|banner|popup|modal)\b/i
const CANDIDATES = 'main,article,[role="main"],section,div,td,body'

/** Text length that counts: links are menus, paragraphs and lists are content. */
function score(element: ReturnType<HtmlPage['$']>): number {
  const length = element.text().replace(/\s+/g, ' ').length
  const linked = element.find('a').text().replace(/\s+/g, ' ').length
  return length - 2 * linked
}

/** HTML of the densest part of the page: what a reader came for. */
export function mainHtml(page: HtmlPage): string {
  // A copy: what is cut away here, other readers of the page still need.
  const $ = load(page.$.html(), { xml: { xmlMode: false } })
  const body =
    $('body').length > 0 ? $('body').first() : $.root().children().wrapAll('<body></body>').parent()
  body.find(NEVER).remove()
  body.find('header').each((_, node) => {
    if ($(node).find('h1').length === 0) $(node).remove()
  })
  body.find('[class],[id]').each((_, node) => {
    const element = $(node)
    if (
      NOISE.test(`${element.attr('class') ?? ''} ${element.attr('id') ?? ''}`) &&
      element.find('h1').length === 0
    )
      element.remove()
  })
  const whole = score(body)
  let best = { html: body.html() ?? '', size: body.text().length }
  const candidates = body.find(CANDIDATES).toArray().slice(0, 1_500)
  // Document order goes inwards: keep narrowing while nearly nothing of worth is lost.
  for (const node of candidates) {
    const element = $(node)
    const value = score(element)
    if (value >= whole * 0.85 && element.text().length < best.size)
      best = { html: element.html() ?? '', size: element.text().length }
  }
  return best.html
}
