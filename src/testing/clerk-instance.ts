import { createHmac } from 'node:crypto'
import {
  exportSPKI,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose'
import type { Config } from '../config.ts'

const PARTY = 'https://jobs.example.org'
const WEBHOOK_KEY = Buffer.from('a secret of tests for messages of Clerk')

/** What stands for an instance of Clerk: its keys, and what it would sign with them. */
export interface ClerkInstance {
  config: NonNullable<Config['clerk']>
  privateKey: CryptoKey
  /** What a session token of that person says; `overrides` undefined leaves a claim out. */
  claims(name: string, overrides?: JWTPayload): JWTPayload
  sign(payload: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>
}

export async function createClerkInstance(issuer = 'https://clerk.example.org'): Promise<ClerkInstance> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const host = Buffer.from(`${new URL(issuer).host}$`).toString('base64')
  const config = {
    secretKey: 'sk_test_x',
    publishableKey: `pk_test_${host}`,
    jwtKey: await exportSPKI(publicKey),
    issuer,
    authorizedParties: [PARTY],
  }
  return {
    config,
    privateKey,
    claims(name, overrides = {}) {
      const now = Math.floor(Date.now() / 1_000)
      return {
        iss: issuer,
        sub: `user_${name}`,
        sid: `sess_${name}`,
        azp: PARTY,
        email: `${name}@clerk.example.org`,
        email_verified: true,
        iat: now,
        nbf: now - 5,
        exp: now + 60,
        ...overrides,
      }
    },
    sign: (payload, header = {}) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_test', ...header })
        .sign(privateKey),
  }
}

/** The webhook secret of tests, as CLERK_WEBHOOK_SECRET has it. */
export const clerkWebhookSecret = `whsec_${WEBHOOK_KEY.toString('base64')}`

/** Headers by which a message proves who sent it, https://www.standardwebhooks.com */
export function signMessage(
  body: string,
  { id, at = new Date(), key = WEBHOOK_KEY }: { id: string; at?: Date; key?: Buffer },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}
