import { httpFail } from './errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** What a form of another site can send without asking first. */
const formTypes = /^\s*(?:text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/i

export interface OriginRules {
  /** Besides the host that was called. */
  allowedOrigins: ReadonlySet<string>
  /** The answer signs somebody in: another site must not sign a person in as somebody else, so no cookie is needed. */
  signsIn?: boolean
}

/**
 * Refuses writes that another site makes with a person's cookie. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin); callers without either are no browsers and carry no one's cookie by accident, and what a
 * form could send isn't taken from them either.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function requireSameOrigin(request: Request, { allowedOrigins, signsIn = false }: OriginRules): void {
  const { headers } = request
  const hasCookie = headers.has('cookie')
  if (safeMethods.has(request.method) || (!hasCookie && !signsIn)) return
  const origin = headers.get('origin')
  if (origin !== null) {
    if (allowedOrigins.has(origin) || sameHost(origin, headers.get('host'))) return
    throw httpFail('cross_site_request', { message: `write from origin ${origin.slice(0, 200)}` })
  }
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site !== null)
    throw httpFail('cross_site_request', { message: `write from site ${site.slice(0, 200)}` })
  if (hasCookie && formTypes.test(headers.get('content-type') ?? ''))
    throw httpFail('cross_site_request', { message: 'a form with cookies from nowhere' })
}

function sameHost(origin: string, host: string | null): boolean {
  return host !== null && URL.parse(origin)?.host === host.toLowerCase()
}

/**
 * On a person's own machine there is no certificate that tells names apart: a site whose name is made to lead here
 * would be of the same origin as we are, and could read what is shown without sign-in.
 */
export function requireOwnHost(request: Request, appUrl: string): void {
  const { hostname } = new URL(request.url)
  if (/^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/.test(hostname)) return
  if (hostname === new URL(appUrl).hostname) return
  throw httpFail('foreign_host', { message: `called as ${hostname.slice(0, 200)}` })
}
