import { expect, test } from 'vitest'
import { securityHeaders } from './security-headers.ts'

const headersOf = (...parameters: Parameters<typeof securityHeaders>) =>
  new Map(securityHeaders(...parameters))

function policyOf(...parameters: Parameters<typeof securityHeaders>): Map<string, string[]> {
  const text = headersOf(...parameters).get('Content-Security-Policy') ?? ''
  return new Map(
    text.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

test('pages run scripts from here alone, and none that is written into them', () => {
  const policy = policyOf('http://localhost:3000')
  expect(policy.get('default-src')).toEqual(["'none'"])
  expect(policy.get('script-src')).toEqual(["'self'"])
  expect(policy.get('connect-src')).toEqual(["'self'"])
  expect(policy.get('frame-ancestors')).toEqual(["'none'"])
  expect(policy.get('base-uri')).toEqual(["'none'"])
  expect(policy.has('object-src')).toBe(false)
  expect([...policy.values()].flat()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/\*|unsafe-eval/)]),
  )
})

test('with Clerk they also take its parts, and nobody else’s', () => {
  const policy = policyOf('https://jobs.example.org', { clerkOrigin: 'https://clerk.example.org' })
  expect(policy.get('script-src')).toEqual([
    "'self'",
    'https://clerk.example.org',
    'https://challenges.cloudflare.com',
  ])
  expect(policy.get('connect-src')).toEqual(["'self'", 'https://clerk.example.org'])
  expect(policy.get('script-src')?.join(' ')).not.toContain('unsafe')
})

test('only where the site is reached by https it asks to stay there', () => {
  expect(headersOf('http://localhost:3000').has('Strict-Transport-Security')).toBe(false)
  expect(policyOf('http://localhost:3000').has('upgrade-insecure-requests')).toBe(false)
  expect(headersOf('https://jobs.example.org').get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}; /)
  expect(policyOf('https://jobs.example.org').has('upgrade-insecure-requests')).toBe(true)
})

test('it asks for no camera, no place and no sound', () => {
  const features = headersOf('http://localhost:3000').get('Permissions-Policy') ?? ''
  for (const feature of ['camera', 'geolocation', 'microphone', 'payment'])
    expect(features).toContain(`${feature}=()`)
})
