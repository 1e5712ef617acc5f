import type { HtmlPage } from './html-page.ts'

export interface PageMeta {
  title: string
  siteName: string
  description: string
  language: string | null
}

function meta(page: HtmlPage, ...names: string[]): string {
  for (const name of names) {
    const found = page.$(`meta[property="${name}"],meta[name="${name}"]`).first().attr('content')?.trim()
    if (found) return found
  }
  return ''
}

export function pageMeta(page: HtmlPage): PageMeta {
  const language = page.$('html').attr('lang')?.trim() ?? ''
  return {
    title:
      meta(page, 'og:title', 'twitter:title') || page.$('title').first().text().replace(/\s+/g, ' ').trim(),
    siteName: meta(page, 'og:site_name', 'application-name'),
    description: meta(page, 'og:description', 'description', 'twitter:description'),
    language: /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? language : null,
  }
}

/** "Engineer at Acme", "Engineer - Acme | Careers" → the two halves, as far as the page's heading proves them. */
export function titleAndOrganization(
  written: string,
  heading: string,
  siteName: string,
): { title: string; organization: string } {
  const site = siteName.replace(/\s*(?:careers?|jobs?|hiring)\s*$/i, '').trim()
  const parts = written
    .split(/\s+[-–—|·:]\s+|\s+at\s+|\s+@\s+/)
    .map((part) => part.trim())
    .filter(Boolean)
  const generic =
    /^(?:careers?|jobs?|job (?:posting|details?|application)|open positions?|home|apply|hiring|job application for .*)$/i
  const useful = parts.filter((part) => !generic.test(part))
  const title = heading && !generic.test(heading) ? heading : (useful[0] ?? '')
  const rest = useful.filter((part) => part !== title && !title.includes(part))
  return { title, organization: site || (rest.at(-1) ?? '') }
}
