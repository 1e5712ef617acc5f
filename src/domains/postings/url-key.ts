import type { Posting } from './schema.ts'

const DROPPED = new Set([
  'gh_src',
  'lever-source',
  'lever-origin',
  'ref',
  'source',
  'src',
  'fbclid',
  'gclid',
  'msclkid',
  'mc_cid',
  'mc_eid',
])

/**
 * One spelling of an address: no tracking parameters, no fragment, no default port, host in lower case,
 * no trailing slash, parameters in order. What names a posting (gh_jid, ashby_jid, id …) stays.
 */
export function canonicalUrl(written: string): string {
  if (!URL.canParse(written)) return ''
  const url = new URL(written)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return ''
  url.username = ''
  url.password = ''
  url.hash = ''
  if (url.port === '443' || url.port === '80') url.port = ''
  // A copy: deleting while walking skips the next one.
  for (const key of Array.from(url.searchParams.keys())) {
    if (DROPPED.has(key.toLowerCase()) || key.toLowerCase().startsWith('utm_')) url.searchParams.delete(key)
  }
  url.searchParams.sort()
  url.pathname = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  return url.href.replace(/\?$/, '')
}

/** The application form and the posting are one page: compare without `/apply`, the scheme and `www.`. */
export function urlKey(written: string): string {
  return canonicalUrl(written)
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/(?:apply|application|c\/new)(?=$|\?)/i, '')
}

/** Title without what varies between boards: "(m/w/d)", remote, places, numbers in brackets. */
export function titleKey(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\((?:[mwfdxhgi](?:\s*[/|,]\s*[mwfdxhgi*]){1,3}|all genders|gn|remote|hybrid|\d+)\)/g, ' ')
    .replace(/\b[mwf]\s?\/\s?[mwf]\s?\/\s?[dxi]\b/g, ' ')
    .replace(/\s[-–—|(]\s*(?:remote|hybrid|on-?site)\b.*$/, ' ')
    .replace(/\bsr\b\.?/g, 'senior')
    .replace(/\bjr\b\.?/g, 'junior')
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
}

export function organizationKey(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[.,]/g, ' ')
    .replace(
      /\b(?:inc|incorporated|llc|ltd|limited|gmbh|ag|se|kg|co|corp|corporation|company|plc|bv|b v|sa|s a|srl|ab|oy|as|pty)\b/g,
      ' ',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** company · title · first place: the third way to know a posting again; '' when too little is known. */
export function contentKey(posting: Pick<Posting, 'title' | 'hiringOrganization' | 'jobLocation'>): string {
  const organization = organizationKey(posting.hiringOrganization.name)
  const title = titleKey(posting.title)
  if (!organization || !title) return ''
  const place = posting.jobLocation[0]
  return [organization, title, (place?.addressLocality ?? place?.addressCountry ?? '').toLowerCase()].join(
    ' · ',
  )
}
