import { verifyToken } from '@clerk/backend'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { looksLikeSessionToken } from './token-shape.ts'

export type ClerkConfig = NonNullable<Config['clerk']>

/** As `user_2abc…`; nothing that a database or a log would stumble over. */
const ID = /^[\w-]{1,200}$/

/** What Clerk's session token says; `fva` is minutes since first and second factor, -1 for never. */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().regex(ID),
  sid: z.string().regex(ID),
  azp: z.string(),
  sts: z.string().optional(),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
  iat: z.number(),
  exp: z.number(),
  fva: z.tuple([z.number(), z.number()]).optional(),
})

export interface ClerkIdentity {
  clerkId: string
  sessionId: string
  /** Only when Clerk's session token is set up to carry it and says that it is verified. */
  email: string | null
  name: string
  mfa: boolean
  authTime: Date | null
}

/** Clerk answers with an error value in some versions and throws in others: both mean no. */
async function readClaims(token: string, config: ClerkConfig): Promise<unknown> {
  try {
    return await verifyToken(token, { jwtKey: config.jwtKey, authorizedParties: config.authorizedParties })
  } catch {
    return null
  }
}

/**
 * Checks a Clerk session token without asking Clerk. The SDK checks signature, times and azp (only when the
 * token has one): shape, issuer, a required azp and pending sessions are checked here.
 */
export async function verifyClerkToken(token: string, config: ClerkConfig): Promise<ClerkIdentity | null> {
  if (!looksLikeSessionToken(token)) return null
  const parsed = claimsSchema.safeParse(await readClaims(token, config))
  if (!parsed.success) return null
  const { iss, azp, sts, sub, sid, email, email_verified: verified, name, iat, fva } = parsed.data
  if (iss !== config.issuer) return null
  if (!config.authorizedParties.includes(azp)) return null
  if (sts === 'pending') return null
  const [firstFactorAge, secondFactorAge] = fva ?? [-1, -1]
  return {
    clerkId: sub,
    sessionId: sid,
    email: email !== undefined && verified === true ? email.toLowerCase() : null,
    name: name ?? '',
    mfa: secondFactorAge >= 0,
    authTime: firstFactorAge >= 0 ? new Date((iat - firstFactorAge * 60) * 1_000) : null,
  }
}
