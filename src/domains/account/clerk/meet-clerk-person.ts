import type { ClerkIdentity } from '../../../platform/auth/clerk-token.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { toStorableText } from '../../../platform/json.ts'
import { accountErrors } from '../errors.ts'
import { findStandingByClerkId, type Standing } from '../queries.ts'
import { placeholderAddress } from './placeholder-address.ts'
import { insertClerkPerson, isGone, lockClerkPerson, updateAddress } from './queries.ts'

const fail = failWith(accountErrors)

/** What is known of them; an address that Clerk has verified since then is taken over. */
async function findKnown(tx: Tx, identity: ClerkIdentity): Promise<Standing | undefined> {
  const known = await findStandingByClerkId(tx, identity.clerkId)
  if (!known || known.email_verified || identity.email === null) return known
  const verified = await updateAddress(tx, known.user_id, identity.email)
  return { ...known, email_verified: verified }
}

/**
 * The person of a Clerk session: created when we meet them for the first time, once also when their first requests
 * come together. Null when Clerk has deleted them and the token is left over. Never joined silently with an account
 * that has the address: who owns it here need not be who claims it there.
 */
export async function meetClerkPerson(tx: Tx, identity: ClerkIdentity): Promise<Standing | null> {
  const { clerkId, email } = identity
  if (await isGone(tx, clerkId)) return null
  const known = await findKnown(tx, identity)
  if (known) return known
  // Another first request, or a webhook, may be about the same person at this moment: whoever is behind the lock sees
  // what the one before it did.
  await lockClerkPerson(tx, clerkId)
  if (await isGone(tx, clerkId)) return null
  const since = await findStandingByClerkId(tx, clerkId)
  if (since) return since
  const created = await insertClerkPerson(tx, {
    clerkId,
    email: email ?? placeholderAddress(clerkId),
    emailVerified: email !== null,
    name: toStorableText(identity.name.slice(0, 100)),
    updatedAt: null,
  })
  const standing = created === undefined ? undefined : await findStandingByClerkId(tx, clerkId)
  if (!standing)
    throw fail('email_taken', { message: `${clerkId} comes with the address of another account` })
  return standing
}
