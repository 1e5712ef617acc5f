import { httpFail } from './errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site makes with a person's cookie. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin); callers without either are no browsers and carry no one's cookie by accident.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function requireSameOrigin(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const { headers } = request
  if (safeMethods.has(request.method) || !headers.has('cookie')) return
  const origin = headers.get('origin')
  if (origin !== null && allowedOrigins.has(origin)) return
  if (origin !== null) {
    if (sameHost(origin, headers.get('host'))) return
    throw httpFail('cross_site_request', { message: `write with cookies from origin ${origin}` })
  }
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return
  throw httpFail('cross_site_request', { message: `write with cookies from site ${site}` })
}

function sameHost(origin: string, host: string | null): boolean {
  return host !== null && URL.parse(origin)?.host === host.toLowerCase()
}
