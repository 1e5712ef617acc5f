import { isIP } from 'node:net'
import { isPrivateName, isPublicAddress } from './addresses.ts'
import { fetchFail } from './errors.ts'

/** Hosts ("boards.example" or "127.0.0.1:8080") that may be reached although they are private. */
export type AllowHosts = readonly string[]

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

export function isAllowed(url: URL, allowHosts: AllowHosts): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const host = bareHost(url)
  return allowHosts.some((entry) => {
    const allowed = entry.trim().toLowerCase()
    return allowed === host || allowed === url.host.toLowerCase() || allowed === `${host}:${port}`
  })
}

function blocked(url: URL, why: string): Error {
  return fetchFail('fetch_blocked_address', { message: `${url.host}: ${why}`, data: { reason: why } })
}

/**
 * The address as a URL that may be asked for, as far as its spelling tells; what its name resolves to is
 * checked when connecting. Throws fetch_bad_url and fetch_blocked_address.
 */
export function checkUrl(written: string, allowHosts: AllowHosts, base?: URL): URL {
  if (!URL.canParse(written, base?.href)) throw fetchFail('fetch_bad_url')
  const url = new URL(written, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw fetchFail('fetch_bad_url', { message: `protocol ${url.protocol}` })
  if (url.username !== '' || url.password !== '') {
    throw fetchFail('fetch_bad_url', { userMessage: 'An address must not carry a name or password.' })
  }
  url.hash = ''
  if (isAllowed(url, allowHosts)) return url
  // URL drops a default port, so any port that is left is another one.
  if (url.port !== '') throw blocked(url, 'not a default port')
  const host = bareHost(url)
  if (isIP(host) !== 0 || host.includes(':')) {
    if (!isPublicAddress(host)) throw blocked(url, 'not a public address')
  } else if (isPrivateName(host)) throw blocked(url, 'a name for a private network')
  return url
}
