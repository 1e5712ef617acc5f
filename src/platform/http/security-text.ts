import type { Clock } from '../clock.ts'

const HALF_A_YEAR_MS = 182 * 86_400_000
/** An e-mail address or an address of a page; the former isn't a URI as it is written. */
const toUri = (contact: string): string => (/^[a-z]+:/i.test(contact) ? contact : `mailto:${contact}`)

export interface SecurityTextParts {
  /** SECURITY_CONTACT. */
  contact: string
  appUrl: string
  clock: Pick<Clock, 'now'>
}

/** Whom to tell about a hole. Source: RFC 9116, which wants an end within a year; ours moves along. */
export function securityText({ contact, appUrl, clock }: SecurityTextParts): string {
  const until = new Date(clock.now().getTime() + HALF_A_YEAR_MS)
  until.setUTCHours(0, 0, 0, 0)
  return [
    `Contact: ${toUri(contact)}`,
    `Expires: ${until.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${appUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}
