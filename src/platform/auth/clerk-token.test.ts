import { createHmac, createSign } from 'node:crypto'
import { Socket } from 'node:net'
import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, expect, test, vi } from 'vitest'
import { createClerkInstance, type ClerkInstance } from '../../testing/clerk-instance.ts'
import { verifyClerkToken } from './clerk-token.ts'

let clerk: ClerkInstance
let other: ClerkInstance
beforeAll(async () => {
  clerk = await createClerkInstance()
  other = await createClerkInstance('https://clerk.example.net')
})

const part = (text: string | object): string =>
  Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)).toString('base64url')
const now = (): number => Math.floor(Date.now() / 1_000)
const header = { alg: 'RS256', typ: 'JWT', kid: 'ins_test' }

/** Well signed by the instance's own key, whatever header and payload say. */
async function signedRaw(head: string | object, payload: string | object): Promise<string> {
  const text = `${part(head)}.${part(payload)}`
  const key = await exportJWK(clerk.privateKey)
  const signature = createSign('RSA-SHA256').update(text).sign({ key, format: 'jwk' }, 'base64url')
  return `${text}.${signature}`
}

const withClaims = (overrides: object) => () => clerk.sign({ ...clerk.claims('ada'), ...overrides })
const withHeader = (more: object) => () => signedRaw({ ...header, ...more }, clerk.claims('ada'))
/** A good token, changed afterwards. */
const changed = (change: (parts: [string, string, string]) => string) => async () => {
  const [head = '', payload = '', signature = ''] = (await clerk.sign(clerk.claims('ada'))).split('.')
  return change([head, payload, signature])
}
const payloadText = (more: string) => () =>
  signedRaw(header, JSON.stringify(clerk.claims('ada')).replace(/\}$/, `,${more}}`))

async function byPublicKey(): Promise<string> {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(clerk.claims('ada'))}`
  return `${text}.${createHmac('sha256', clerk.config.jwtKey).update(text).digest('base64url')}`
}

async function byOtherAlgorithm(alg: 'ES256' | 'PS256' | 'RS512'): Promise<string> {
  const { privateKey } = await generateKeyPair(alg)
  return new SignJWT(clerk.claims('ada')).setProtectedHeader({ ...header, alg }).sign(privateKey)
}

async function withOwnKeyInside(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  return new SignJWT(clerk.claims('ada')).setProtectedHeader({ ...header, jwk }).sign(privateKey)
}

async function encrypted(): Promise<string> {
  const { publicKey } = await generateKeyPair('RSA-OAEP-256')
  const text = new TextEncoder().encode(JSON.stringify(clerk.claims('ada')))
  return new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
    .encrypt(publicKey)
}

/** The last character of a signature carries bits that mean nothing: another one decodes to the same bytes. */
function otherSpelling(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (const letter of alphabet) {
    const spelling = signature.slice(0, -1) + letter
    if (spelling !== signature && Buffer.from(spelling, 'base64url').equals(bytes)) return spelling
  }
  throw new Error('There is no other spelling')
}

const hostile: Record<string, () => Promise<string> | string> = {
  'nothing at all': () => '',
  'no token': () => 'a.b.c',
  'alg none': () => new UnsecuredJWT(clerk.claims('ada')).encode(),
  'alg none over a good signature': withHeader({ alg: 'none' }),
  'alg in other letters': withHeader({ alg: 'rs256' }),
  'no alg': withHeader({ alg: undefined }),
  'HS256 with the public key as the secret': byPublicKey,
  ES256: () => byOtherAlgorithm('ES256'),
  PS256: () => byOtherAlgorithm('PS256'),
  RS512: () => byOtherAlgorithm('RS512'),
  'another key under the same kid': async () =>
    new SignJWT(clerk.claims('ada')).setProtectedHeader(header).sign(other.privateKey),
  'a kid that leads elsewhere, with another key': async () =>
    new SignJWT(clerk.claims('ada'))
      .setProtectedHeader({ ...header, kid: '../../../../dev/null' })
      .sign(other.privateKey),
  'a kid that is no text': withHeader({ kid: { toString: 'local' } }),
  'a kid without end': withHeader({ kid: 'k'.repeat(3_000) }),
  'a key of its own in the header': withOwnKeyInside,
  'a good signature beside a jwk': withHeader({ jwk: { kty: 'RSA', n: 'x', e: 'AQAB' } }),
  'an address for the key': withHeader({ jku: 'https://evil.example/jwks.json' }),
  'a certificate chain': withHeader({ x5c: ['MIIB'] }),
  'an address of certificates': withHeader({ x5u: 'https://evil.example/chain.pem' }),
  'a crit header': withHeader({ crit: ['exp'], exp: 1 }),
  'an unencoded payload': withHeader({ crit: ['b64'], b64: false }),
  'a packed payload': withHeader({ zip: 'DEF' }),
  'another type': withHeader({ typ: 'at+jwt' }),
  'a token of a machine': withHeader({ cat: 'cl_B7d4PD333AAA' }),
  'a header that is a list': () => signedRaw('["RS256"]', clerk.claims('ada')),
  'alg twice': () => signedRaw('{"alg":"none","typ":"JWT","alg":"RS256"}', clerk.claims('ada')),
  encryption: encrypted,
  'a fourth part': changed(([head, payload, signature]) => `${head}.${payload}.${signature}.${signature}`),
  'no signature': changed(([head, payload]) => `${head}.${payload}.`),
  'two parts': changed(([head, payload]) => `${head}.${payload}`),
  'a signature cut short': changed(
    ([head, payload, signature]) => `${head}.${payload}.${signature.slice(0, -4)}`,
  ),
  'a payload cut short': changed(
    ([head, payload, signature]) => `${head}.${payload.slice(0, -8)}.${signature}`,
  ),
  'another payload': changed(
    ([head, , signature]) => `${head}.${part(clerk.claims('somebody-else'))}.${signature}`,
  ),
  padding: changed(([head, payload, signature]) => `${head}.${payload}.${signature}==`),
  'padding of the header': changed(([head, payload, signature]) => `${head}=.${payload}.${signature}`),
  'blanks inside': changed(([head, payload, signature]) => `${head}. ${payload}.${signature}`),
  'a signature in another spelling': changed(
    ([head, payload, signature]) => `${head}.${payload}.${otherSpelling(signature)}`,
  ),
  'a huge one, well signed': withClaims({ padding: 'x'.repeat(9_000) }),
  'a huge one that is nothing': () => 'x.'.repeat(2_000_000),
  expired: withClaims({ iat: now() - 900, nbf: now() - 900, exp: now() - 600 }),
  'no end': withClaims({ exp: undefined }),
  'an end in words': withClaims({ exp: 'never' }),
  'not yet valid': withClaims({ nbf: now() + 600 }),
  'issued tomorrow': withClaims({ iat: now() + 86_400 }),
  'another issuer': withClaims({ iss: 'https://evil.example' }),
  'an issuer that begins alike': withClaims({ iss: 'https://clerk.example.org.evil.example' }),
  'an issuer with a slash': withClaims({ iss: 'https://clerk.example.org/' }),
  'several issuers': withClaims({ iss: ['https://clerk.example.org'] }),
  'no issuer': withClaims({ iss: undefined }),
  'another party': withClaims({ azp: 'https://evil.example' }),
  'a party that begins alike': withClaims({ azp: 'https://jobs.example.org.evil.example' }),
  'several parties': withClaims({ azp: ['https://jobs.example.org'] }),
  'an empty party': withClaims({ azp: '' }),
  'no party': withClaims({ azp: undefined }),
  'a session that is still pending': withClaims({ sts: 'pending' }),
  'another instance': () => other.sign(other.claims('ada')),
  'another instance that says it is this one': () => other.sign(clerk.claims('ada')),
  'no subject': withClaims({ sub: undefined }),
  'an empty subject': withClaims({ sub: '' }),
  'a subject that is a number': withClaims({ sub: 7 }),
  'a subject that is a list': withClaims({ sub: ['user_ada'] }),
  'a subject with a NUL': withClaims({ sub: 'user_ada\0' }),
  'a subject with markup': withClaims({ sub: 'user_<b>' }),
  'no session': withClaims({ sid: undefined }),
  'the subject twice': payloadText('"sub":"user_somebody"'),
  'the subject twice, once escaped': payloadText('"\\u0073ub":"user_somebody"'),
  'a claim twice in a part': payloadText('"more":{"a":1,"a":2}'),
  'a payload that is a list': () => signedRaw(header, '[1]'),
  'a payload that is a text': () => signedRaw(header, '"user_ada"'),
  'a payload that is null': () => signedRaw(header, 'null'),
  'a payload that is no JSON': () => signedRaw(header, '{"sub":"user_ada"'),
}

test.each(Object.entries(hostile))('refuses %s', async (_, make) => {
  expect(await verifyClerkToken(await make(), clerk.config)).toBeNull()
})

const good: Record<string, () => Promise<string>> = {
  'as Clerk makes it': withClaims({ v: 2, jti: 'x', pla: 'u:free', fea: 'u:a' }),
  'without address and name': withClaims({ email: undefined, email_verified: undefined }),
  'of another kid': () => clerk.sign(clerk.claims('ada'), { kid: 'ins_renewed' }),
  'with a category': () => clerk.sign(clerk.claims('ada'), { cat: 'cl_B7d4PD111AAA' }),
  'from a clock that is two seconds ahead': withClaims({ iat: now() + 2, nbf: now() + 2 }),
  'with names that look alike in different parts': payloadText(
    '"more":{"sub":1,"in":{"sub":2}},"last":[{"a":1},{"a":2}]',
  ),
  'with quotes, braces and other letters in a text': withClaims({ name: '"{}", \\ Zoë' }),
}

test.each(Object.entries(good))('takes one %s', async (_, make) => {
  expect(await verifyClerkToken(await make(), clerk.config)).toMatchObject({
    clerkId: 'user_ada',
    sessionId: 'sess_ada',
  })
})

test('an address counts when Clerk says that it is verified, and only then', async () => {
  const emailOf = async (claims: object) =>
    (await verifyClerkToken(await withClaims(claims)(), clerk.config))?.email
  expect(await emailOf({ email: 'Ada@Example.org' })).toBe('ada@example.org')
  for (const claims of [{ email_verified: false }, { email_verified: undefined }, { email_verified: 'true' }])
    expect(await emailOf(claims)).toBeNull()
  expect(await emailOf({ email: 'no address' })).toBeNull()
})

test('no token, however odd, makes it talk to anybody', async () => {
  const connected = vi.spyOn(Socket.prototype, 'connect')
  try {
    for (const make of [...Object.values(hostile), ...Object.values(good)])
      await verifyClerkToken(await make(), clerk.config)
    expect(connected).not.toHaveBeenCalled()
  } finally {
    connected.mockRestore()
  }
})

test('a huge token costs next to nothing', async () => {
  const huge = `${part(header)}.${'x'.repeat(20_000_000)}.x`
  const started = performance.now()
  await verifyClerkToken(huge, clerk.config)
  expect(performance.now() - started).toBeLessThan(20)
})
