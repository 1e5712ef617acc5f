import { hash } from 'node:crypto'
import { parse } from 'hono/utils/cookie'

/**
 * The session token that Clerk's part of the page keeps in a cookie, for requests that can send no header: streams of
 * events, downloads, pages. Several applications of one host have a cookie each, told apart by the publishable key.
 */
export function clerkCookie(headers: Headers, publishableKey: string): string | undefined {
  const header = headers.get('cookie')
  if (header === null || !header.includes('__session')) return undefined
  const suffix = hash('sha1', publishableKey, 'base64url').slice(0, 8)
  const cookies = parse(header)
  return cookies[`__session_${suffix}`] || cookies['__session'] || undefined
}
