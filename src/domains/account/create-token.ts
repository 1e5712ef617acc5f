import type { AppContext } from '../../context.ts'
import type { Plan, UserRole } from '../../platform/auth/session.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { formatToken, hashToken } from './access-token.ts'
import { accountErrors } from './errors.ts'
import { ensurePerson, insertToken, type TokenRow } from './queries.ts'
import { recordAudit } from './record-audit.ts'
import { emailSchema } from './schema.ts'

const fail = failWith(accountErrors)
const DAY_MS = 86_400_000

export interface NewToken {
  userId: string
  name: string
  scope: 'read' | 'write'
  expiresInDays: number
}

/** Stores a new token's hash; the token itself is returned this once. */
export async function issueToken(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  wanted: NewToken,
): Promise<{ row: TokenRow; token: string }> {
  const token = formatToken(ctx.clock.bytes(32))
  const row = await insertToken(tx, {
    userId: wanted.userId,
    name: wanted.name,
    tokenHash: hashToken(token),
    scopes: wanted.scope === 'write' ? ['read', 'write'] : ['read'],
    expiresAt: new Date(ctx.clock.now().getTime() + wanted.expiresInDays * DAY_MS),
  })
  return { row, token }
}

export interface CreateTokenInput {
  email: string
  name?: string | undefined
  /** Left as it is (or `user`, `free` for a new person) when not given. */
  role?: UserRole | undefined
  plan?: Plan | undefined
  /** Default 90. */
  expiresInDays?: number | undefined
}

/**
 * For whoever runs this JobPilot: makes a token for the person with this address and creates the person
 * when there is none.
 */
export async function createToken(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  input: CreateTokenInput,
): Promise<{ userId: string; tokenId: string; token: string; expiresAt: Date }> {
  const email = emailSchema.safeParse(input.email)
  if (!email.success) throw fail('email_invalid', { message: 'token create with an address that is none' })
  const expiresInDays = input.expiresInDays ?? 90
  const name = input.name ?? 'command line'
  return asWorker(ctx.db, async (tx) => {
    const userId = await ensurePerson(tx, { email: email.data, role: input.role, plan: input.plan })
    const { row, token } = await issueToken(tx, ctx, { userId, name, scope: 'write', expiresInDays })
    await recordAudit(tx, {
      actorId: null,
      actorRole: 'operator',
      action: 'tokens.create',
      targetType: 'token',
      targetId: row.id,
      subjectId: userId,
      after: { name, scope: 'write', expiresAt: row.expires_at },
    })
    return { userId, tokenId: row.id, token, expiresAt: row.expires_at ?? ctx.clock.now() }
  })
}
