import type { AppContext } from '../../../context.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import type { Tx } from '../../../platform/db/types.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { hitFailpoint } from '../../../platform/jobs/failpoint.ts'
import { eraseJobMentions } from '../../../platform/jobs/user-data-queries.ts'
import { eraseFiles } from '../../../platform/storage/erase-files.ts'
import { buryClerkId } from '../../account/leaving/bury-clerk-id.ts'
import { pseudonymiseAudit } from '../../account/leaving/pseudonymise-audit.ts'
import { readDueLeavers, readIdentity } from '../../account/leaving/read-leaving.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { insertErasure, noteVerified } from '../queries.ts'
import { userData } from '../user-data.ts'
import type { DeleteSignIn } from './delete-clerk-user.ts'
import { pseudonymOf } from './pseudonym-of.ts'
import { listHashes } from './queries.ts'
import { tracesSchema, type Traces } from './traces.ts'
import { verifyErased, type Finding } from './verify-erased.ts'

export interface PurgePayload {
  /** Of whoever leaves: the job outlives them, so it doesn't name them. */
  pseudonym: string
}

type Job = Pick<
  RunningJob<PurgePayload>,
  'id' | 'attempt' | 'payload' | 'commit' | 'progress' | 'cursor' | 'saveCursor' | 'signal'
>
type Parts = Pick<AppContext, 'config' | 'db' | 'storage' | 'clock' | 'jobs'>

const MOST_DUE = 10_000

/** What to erase and to look for afterwards, remembered in the job's cursor until nothing is found any more. */
async function gatherTraces(ctx: Parts, job: Job): Promise<Traces | null> {
  const known = tracesSchema.safeParse(job.cursor)
  if (known.success) return known.data
  return job.commit(async (tx) => {
    const due = await readDueLeavers(tx, ctx.clock.now(), MOST_DUE)
    const userId = due.find((id) => pseudonymOf(ctx.config.authSecret, id) === job.payload.pseudonym)
    const person = userId === undefined ? undefined : await readIdentity(tx, userId)
    // Came back, or was purged by an earlier attempt. From here on nobody comes back: their time is over.
    if (!person || person.state !== 'pending_deletion') return null
    const traces: Traces = {
      userId: person.id,
      email: person.email,
      name: person.name,
      clerkId: person.clerk_id,
      hashes: await listHashes(tx, person.id),
      requestedAt: person.deletion_requested_at?.toISOString() ?? null,
    }
    await job.saveCursor(tx, traces)
    return traces
  })
}

/** Nothing is counted about people anywhere outside the database yet; what comes to be is erased here. */
async function eraseAnalytics(_userId: string): Promise<void> {}

/** All rows, those first that rest on others; with the account its name in the audit log and the word that it is gone. */
async function eraseRows(ctx: Parts, job: Job, traces: Traces): Promise<void> {
  const { userId, email, clerkId, requestedAt } = traces
  const { pseudonym } = job.payload
  const [account, ...others] = userData
  for (const part of others.toReversed()) {
    job.signal.throwIfAborted()
    await job.commit((tx) => part.erase(tx, userId))
  }
  await job.commit(async (tx: Tx) => {
    await account?.erase(tx, userId)
    await eraseJobMentions(tx, { traces: [userId, email], exceptJob: job.id })
    await pseudonymiseAudit(tx, { userId, pseudonym, traces: [userId, email] })
    if (clerkId !== null) await buryClerkId(tx, clerkId)
    const now = ctx.clock.now()
    await insertErasure(tx, { pseudonym, requestedAt: requestedAt ? new Date(requestedAt) : null, now })
  })
}

/** Nothing is left: now the purge itself may forget who it was. The last mail goes out, and forgets the address then. */
async function close(ctx: Parts, job: Job, { email }: Traces): Promise<void> {
  const { pseudonym } = job.payload
  await job.commit(async (tx) => {
    await noteVerified(tx, pseudonym, { findings: 0, now: ctx.clock.now() })
    await recordAudit(tx, {
      actorId: null,
      actorRole: 'system',
      subjectId: pseudonym,
      action: 'privacy.purged',
      targetType: 'user',
      targetId: pseudonym,
    })
    await job.saveCursor(tx, null)
    if (!email.endsWith('.invalid'))
      await queueEmail(tx, ctx, { kind: 'deletion_done', userId: null, to: email })
  })
}

/** For operators: where something is left, never what. */
function describe(findings: readonly Finding[]): string {
  return findings.map(({ where, count }) => `${where} (${count})`).join(', ')
}

/**
 * Erases everything of somebody whose time is over, and searches for it afterwards. Each step may be repeated, so an attempt
 * after a killed one begins anew with what is left. Fails, for operators to see, when something is found.
 */
export async function purgePerson(
  ctx: Parts,
  job: Job,
  deleteSignIn: DeleteSignIn | null,
): Promise<{ purged: boolean }> {
  const reached = (step: string): void => hitFailpoint(ctx.config, `after:purge.${step}`, job.attempt)
  const traces = await gatherTraces(ctx, job)
  if (!traces) return { purged: false }
  reached('gather')
  await job.progress(10, 'Deleting the sign-in')
  if (traces.clerkId !== null) await deleteSignIn?.(traces.clerkId)
  reached('sign_in')
  await job.progress(20, 'Deleting files')
  await eraseFiles(ctx.storage, traces.userId)
  reached('storage')
  await eraseAnalytics(traces.userId)
  await job.progress(40, 'Deleting rows')
  await eraseRows(ctx, job, traces)
  reached('rows')
  // What was being uploaded while the rows went.
  await eraseFiles(ctx.storage, traces.userId)
  await job.progress(70, 'Searching for what is left')
  const findings = await verifyErased(ctx, traces, { exceptJob: job.id })
  if (findings.length > 0) {
    const count = findings.reduce((sum, finding) => sum + finding.count, 0)
    await job.commit((tx) =>
      noteVerified(tx, job.payload.pseudonym, { findings: count, now: ctx.clock.now() }),
    )
    throw new Error(`Something of a person who left is still there: ${describe(findings)}`)
  }
  reached('search')
  await close(ctx, job, traces)
  return { purged: true }
}
