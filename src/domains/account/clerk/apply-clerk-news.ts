import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { leaveAccount } from '../leaving/leave-account.ts'
import { endAccess } from '../leaving/queries.ts'
import { noteWebhook } from '../note-webhook.ts'
import { recordAudit, type AuditRecord } from '../record-audit.ts'
import type { ClerkNews } from './clerk-news.ts'
import { placeholderAddress } from './placeholder-address.ts'
import {
  findClerkPerson,
  insertClerkPerson,
  insertTombstone,
  isGone,
  lockClerkPerson,
  updateAddress,
  updateFromClerk,
  type ClerkPerson,
} from './queries.ts'

const GRACE_DAYS = 30

interface Applied {
  /** Sessions and tokens that ended with it. */
  ended: string[]
}

type PersonNews = Extract<ClerkNews, { kind: 'person' }>

function note(tx: Tx, requestId: string, entry: Pick<AuditRecord, 'action' | 'subjectId' | 'after'>) {
  return recordAudit(tx, {
    actorId: null,
    actorRole: 'clerk',
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

/** Whoever is suspended stays so: what becomes of them is for the administrators. */
async function leave(tx: Tx, known: ClerkPerson, now: Date): Promise<{ leaving: boolean; ended: string[] }> {
  if (known.state === 'suspended')
    return { leaving: false, ended: await endAccess(tx, known.id, { keep: null, now }) }
  const purgeAfter = new Date(now.getTime() + GRACE_DAYS * 86_400_000)
  const left = await leaveAccount(tx, { userId: known.id, keepSession: null, now, purgeAfter })
  return { leaving: true, ended: left?.ended ?? [] }
}

async function applyDeletion(tx: Tx, clerkId: string, requestId: string, now: Date): Promise<string[]> {
  await insertTombstone(tx, clerkId, now)
  const known = await findClerkPerson(tx, clerkId)
  if (!known) return []
  const { leaving, ended } = await leave(tx, known, now)
  await note(tx, requestId, {
    action: 'account.deleted_at_clerk',
    subjectId: known.id,
    after: { leaving, ended: ended.length },
  })
  return ended
}

/**
 * Takes over what Clerk tells about a person, in one transaction with its audit entry. A message that was seen
 * before, older news, and news of somebody deleted change nothing, in whatever order they arrive.
 */
export function applyClerkNews(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  news: Exclude<ClerkNews, { kind: 'other' }>,
  message: { id: string; requestId: string },
): Promise<Applied> {
  return asWorker(db, async (tx) => {
    if (!(await noteWebhook(tx, 'clerk', message.id))) return { ended: [] }
    await lockClerkPerson(tx, news.clerkId)
    if (news.kind === 'gone')
      return { ended: await applyDeletion(tx, news.clerkId, message.requestId, clock.now()) }
    await applyPerson(tx, news, message.requestId)
    return { ended: [] }
  })
}
