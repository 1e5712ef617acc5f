import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { z } from 'zod'
import type { Config } from '../../../config.ts'

/** https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2 */
const linkedinEndpoints = {
  authorize: 'https://www.linkedin.com/oauth/v2/authorization',
  token: 'https://www.linkedin.com/oauth/v2/accessToken',
  userInfo: 'https://api.linkedin.com/v2/userinfo',
}
export type LinkedinEndpoints = typeof linkedinEndpoints
type LinkedinKeys = NonNullable<Config['linkedin']>

const PATIENCE_MS = 10_000

const tokenAnswer = z.object({ access_token: z.string().min(1).max(10_000) })
const profile = z.object({
  sub: z.string().min(1).max(200),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()).optional().catch(undefined),
  // Their page of examples shows it both ways.
  email_verified: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  name: z.string().optional().catch(undefined),
})

async function ask<Answer>(url: string, init: RequestInit, schema: z.ZodType<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const response = await fetch(url, { ...init, signal, redirect: 'error' })
  if (!response.ok) throw new Error(`LinkedIn answered ${response.status}`)
  return schema.parse(await response.json())
}

/** What LinkedIn says of the person, in better-auth's words. */
function toUserInfo({ sub, email, email_verified: verified, name }: z.output<typeof profile>) {
  return {
    sub,
    email,
    emailVerified: verified === true || verified === 'true',
    name: (name ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim()
      .slice(0, 100),
  }
}

/**
 * LinkedIn by OpenID Connect, as its web flow is: the state of better-auth, kept here and bound to the browser by a
 * cookie, and the client's secret. No PKCE: its token endpoint answers 401 invalid_client to a code_verifier beside a
 * secret. No nonce: its ID token doesn't carry one; who it is comes from its user-info endpoint, over TLS.
 */
export function linkedinPlugin(keys: LinkedinKeys, endpoints: LinkedinEndpoints = linkedinEndpoints) {
  const { clientId, clientSecret } = keys
  return genericOAuth({
    config: [
      {
        providerId: 'linkedin',
        clientId,
        clientSecret,
        authorizationUrl: endpoints.authorize,
        scopes: ['openid', 'profile', 'email'],
        pkce: false,
        accountSubject: ({ profile: { sub } }) => sub ?? '',
        async getToken({ code, redirectURI }) {
          const body = new URLSearchParams({
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectURI,
            client_id: clientId,
            client_secret: clientSecret,
          })
          const answer = await ask(endpoints.token, { method: 'POST', body }, tokenAnswer)
          return { accessToken: answer.access_token }
        },
        async getUserInfo({ accessToken }) {
          const headers = { authorization: `Bearer ${accessToken}` }
          return toUserInfo(await ask(endpoints.userInfo, { headers }, profile))
        },
      },
    ],
  })
}

/** Header by which our route tells who is signed in when the browser comes back. */
export const PERSON_HEADER = 'x-jobpilot-person'

interface Identity {
  user: { id?: string | undefined; emailVerified?: boolean | undefined }
  source: { method: string; action: string }
}

/** Whom better-auth may create or connect: the address is theirs, and who began it is still there. */
export function refuseIdentity(
  { user, source }: Identity,
  context: { headers?: Headers | undefined },
): { error: string } | undefined {
  if (source.method !== 'oauth' || source.action === 'sign-in') return undefined
  if (user.emailVerified !== true) return { error: 'email_not_verified' }
  if (source.action !== 'link-account') return undefined
  return context.headers?.get(PERSON_HEADER) === user.id ? undefined : { error: 'other_person' }
}

/** LinkedIn's tokens have done their work once the person is known: none is kept. */
export const withoutOAuthTokens = {
  before: <Account extends object>(account: Account) =>
    Promise.resolve({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }),
}
