export const userRoles = ['user', 'operator', 'admin'] as const
export type UserRole = (typeof userRoles)[number]
export const plans = ['free', 'pro'] as const
export type Plan = (typeof plans)[number]

/** Who is calling; what every sign-in adapter returns. */
export interface Session {
  userId: string
  role: UserRole
  plan: Plan
  /** Id of the sign-in session or of the personal access token. */
  sessionId: string
  /** `machine`: the command line on the machine that has the database, as its operator. */
  via: 'session' | 'token' | 'clerk' | 'machine'
  /** Signed in by two steps. */
  mfa: boolean
  /** The second step is set up and not passed yet: nothing but passing it is allowed. */
  secondStepDue?: boolean
  /** The person asked to be erased and can still come back: nothing but that is allowed. */
  leaving?: boolean
  /** Nobody has shown yet that the address is theirs. */
  unverified?: boolean
  /** When the person last proved who they are; null for tokens. */
  authTime: Date | null
  /** A token that may only read. */
  readOnly?: boolean
}

/** The one seam of sign-in: null when nobody is signed in; throws DomainError on a bad credential. */
export type VerifyRequest = (headers: Headers) => Promise<Session | null>
