import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { buryClerkId } from '../leaving/bury-clerk-id.ts'
import { endAccess } from '../leaving/queries.ts'
import { noteWebhook } from '../note-webhook.ts'
import { recordAudit, type AuditActor, type AuditRecord } from '../record-audit.ts'
import type { ClerkNews } from './clerk-news.ts'
import { placeholderAddress } from './placeholder-address.ts'
import {
  findClerkPerson,
  insertClerkPerson,
  isGone,
  lockClerkPerson,
  updateAddress,
  updateFromClerk,
} from './queries.ts'

/** How the audit log names whoever did what Clerk tells. */
const CLERK = 'clerk'

/** Begins a person's way out as if they had asked for it; the ids of what ended with it. */
export type Leave = (
  tx: Tx,
  request: { userId: string; keepSession: null; actor: AuditActor },
) => Promise<string[]>

type PersonNews = Extract<ClerkNews, { kind: 'person' }>

function note(tx: Tx, requestId: string, entry: Pick<AuditRecord, 'action' | 'subjectId' | 'after'>) {
  return recordAudit(tx, {
    actorId: null,
    actorRole: CLERK,
    targetType: 'user',
    targetId: entry.subjectId ?? null,
    requestId,
    ...entry,
  })
}

async function applyCreation(tx: Tx, news: PersonNews, requestId: string): Promise<void> {
  const { clerkId, email, name, updatedAt } = news
  const person = { clerkId, name, updatedAt }
  const placeholder = { ...person, email: placeholderAddress(clerkId), emailVerified: false }
  const own =
    email === null ? undefined : await insertClerkPerson(tx, { ...person, email, emailVerified: true })
  const subjectId = own ?? (await insertClerkPerson(tx, placeholder))
  if (subjectId === undefined) throw new Error(`No row could be made for ${clerkId}`)
  const addressTaken = email !== null && own === undefined
  await note(tx, requestId, { action: 'account.created', subjectId, after: { addressTaken } })
}

async function applyPerson(tx: Tx, news: PersonNews, requestId: string): Promise<void> {
  if (await isGone(tx, news.clerkId)) return
  const known = await findClerkPerson(tx, news.clerkId)
  if (!known) return applyCreation(tx, news, requestId)
  if (known.clerk_updated_at !== null && known.clerk_updated_at >= news.updatedAt) return
  await updateFromClerk(tx, known.id, news)
  const { email } = news
  if (email === null || (email === known.email && known.email_verified)) return
  // An address that another account has stays theirs, and the row keeps its old one.
  const addressChanged = await updateAddress(tx, known.id, email)
  const after = addressChanged ? { addressChanged } : { addressTaken: true }
  await note(tx, requestId, { action: 'account.updated', subjectId: known.id, after })
}

async function applyDeletion(
  tx: Tx,
  clerkId: string,
  { requestId, leave, now }: { requestId: string; leave: Leave; now: Date },
): Promise<string[]> {
  await buryClerkId(tx, clerkId)
  const known = await findClerkPerson(tx, clerkId)
  if (!known) return []
  const { id: userId } = known
  // Whoever is suspended stays so: what becomes of them is for the administrators.
  const leaving = known.state !== 'suspended'
  const actor = { actorId: null, actorRole: CLERK, requestId }
  const ended = leaving
    ? await leave(tx, { userId, keepSession: null, actor })
    : await endAccess(tx, userId, { keep: null, now })
  const after = { leaving, ended: ended.length }
  await note(tx, requestId, { action: 'account.deletedAtClerk', subjectId: userId, after })
  return ended
}

/**
 * Takes over what Clerk tells about a person, in one transaction with its audit entry. A message that was seen before, older
 * news, and news of somebody deleted change nothing, in whatever order they arrive. Returns the ids of sessions and
 * tokens that ended.
 */
export function applyClerkNews(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  news: Exclude<ClerkNews, { kind: 'other' }>,
  { id, requestId, leave }: { id: string; requestId: string; leave: Leave },
): Promise<string[]> {
  return asWorker(db, async (tx) => {
    if (!(await noteWebhook(tx, 'clerk', id))) return []
    await lockClerkPerson(tx, news.clerkId)
    if (news.kind === 'gone') return applyDeletion(tx, news.clerkId, { requestId, leave, now: clock.now() })
    await applyPerson(tx, news, requestId)
    return []
  })
}
