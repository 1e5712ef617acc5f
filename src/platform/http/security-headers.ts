export interface SecurityHeaderOptions {
  /** Where Clerk's browser part loads from and talks to (its issuer); null: Clerk isn't set up. */
  clerkOrigin?: string | null
}

/** What a page may load and talk to; what isn't named may not. */
function contentSecurityPolicy(isHttps: boolean, clerk: string | null): string {
  const own = (...others: string[]): string => ["'self'", ...(clerk === null ? [] : others)].join(' ')
  // https://clerk.com/docs/guides/secure/best-practices/csp-headers
  const clerkScripts = [clerk ?? '', 'https://challenges.cloudflare.com']
  return [
    "default-src 'none'",
    `script-src ${own(...clerkScripts)}`,
    // React sets style attributes; they can't run code.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${own('https://img.clerk.com')} data:`,
    "font-src 'self'",
    `connect-src ${own(clerk ?? '')}`,
    "manifest-src 'self'",
    ...(clerk === null ? [] : ["worker-src 'self' blob:", 'frame-src https://challenges.cloudflare.com']),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

/**
 * Headers of every answer, as https://owasp.org/www-project-secure-headers/ would have them. HSTS only where the site
 * is reached by https.
 */
export function securityHeaders(
  appUrl: string,
  { clerkOrigin = null }: SecurityHeaderOptions = {},
): [name: string, value: string][] {
  const isHttps = appUrl.startsWith('https:')
  const headers: [string, string][] = [
    ['Content-Security-Policy', contentSecurityPolicy(isHttps, clerkOrigin)],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Permitted-Cross-Domain-Policies', 'none'],
    ['Permissions-Policy', unusedFeatures.map((feature) => `${feature}=()`).join(', ')],
  ]
  if (isHttps) headers.push(['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'])
  return headers
}
