import { z } from 'zod'
import { defineAgent, defineStep, type StepTools } from '../agents/define-agent.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import type { FetchedPage } from '../../platform/fetch/safe-fetch.ts'
import { postingErrors } from './errors.ts'
import { fetchPosting } from './fetch-posting.ts'
import { keepPosting } from './keep-posting.ts'
import { claimSnapshot, letSnapshotExpire } from './preview/queries.ts'
import { deleteUnusedSnapshot, findSnapshot, insertSnapshot } from './queries.ts'
import { readSnapshot, type SnapshotReading } from './read-snapshot.ts'
import type { PostingNotice } from './schema.ts'
import { newSnapshot } from './snapshot.ts'

const fail = failWith(postingErrors)

/** Either an address to fetch, or a snapshot that the request has already stored. */
const captureInput = z.union([
  z.object({ url: z.string(), pick: z.string().optional() }),
  z.object({
    snapshotId: z.uuid(),
    /** What the person said of it after a preview. */
    wishes: z
      .object({
        pick: z.string().optional(),
        title: z.string().optional(),
        organization: z.string().optional(),
        location: z.string().optional(),
        url: z.string().optional(),
      })
      .optional(),
  }),
])
export type CaptureInput = z.infer<typeof captureInput>

const receivedSchema = z.object({ snapshotId: z.uuid() })

async function readStored({
  ctx,
  userId,
  input,
  outputs,
}: StepTools<CaptureInput>): Promise<SnapshotReading> {
  const { snapshotId } = receivedSchema.parse(outputs['receive'])
  const snapshot = await asWorker(ctx.db, (tx) => findSnapshot(tx, userId, snapshotId))
  if (!snapshot) throw new Error(`snapshot ${snapshotId} is missing`)
  return readSnapshot(snapshot, 'snapshotId' in input ? input.wishes : undefined)
}

const receive = defineStep<CaptureInput, FetchedPage | null>({
  name: 'receive',
  label: 'Getting the posting',
  async work({ ctx, input, signal }) {
    return 'url' in input ? fetchPosting({ fetch: ctx.fetch, signal }, input.url) : null
  },
  async commit(tx, { userId, runId, input }, page) {
    if ('snapshotId' in input) return { output: { snapshotId: input.snapshotId }, words: 'Received it' }
    if (!page) throw new Error('a fetched page is missing')
    // The run's own id, so that a run that fails can take its snapshot with it.
    const id = runId
    const details = { url: input.url, pick: input.pick }
    const bytes = Buffer.from(page.body)
    const { contentType, fetchedAt, url } = page
    await insertSnapshot(
      tx,
      newSnapshot({ id, userId, origin: 'fetched', bytes, contentType, fetchedAt, url, details }),
    )
    return { output: { snapshotId: id }, words: `Fetched it from ${new URL(page.url).host}` }
  },
})

function readWords({ posting, found, number }: SnapshotReading): string {
  const organization = posting.hiringOrganization.name
  const title = [posting.title || 'a posting without a title', organization && `at ${organization}`]
    .filter(Boolean)
    .join(' ')
  if (found === 1) return `Read ${title}`
  return `Read ${found} postings and took number ${number}: ${title}. Another can be chosen by number, id or title`
}

const read = defineStep<CaptureInput, SnapshotReading>({
  name: 'read',
  label: 'Reading it',
  work: readStored,
  async commit(_tx, _tools, reading) {
    const { posting, found, number, titles, notices } = reading
    const summary = {
      title: posting.title,
      organization: posting.hiringOrganization.name,
      source: posting.identifier.source,
    }
    return { output: { ...summary, found, number, titles, notices }, words: readWords(reading) }
  },
})

const noticed: Record<PostingNotice, string> = {
  looks_closed: 'it looks closed',
  no_description: 'it has no description',
  snippet_only: 'only the beginning of the description is there',
  suspect_salary: 'its salary figure can’t be trusted',
  possible_duplicate: 'you may already have it',
}

const keep = defineStep<CaptureInput, SnapshotReading>({
  name: 'keep',
  label: 'Keeping it',
  work: readStored,
  async commit(tx, tools, { posting, notices }) {
    const { ctx, userId, outputs } = tools
    const { snapshotId } = receivedSchema.parse(outputs['receive'])
    const kept = await keepPosting(tx, ctx, { userId, posting, notices, snapshotId })
    const said = kept.notices.map((notice) => noticed[notice])
    const words = kept.existing ? 'You already had this posting' : 'Kept it'
    return {
      output: {
        postingId: kept.postingId,
        existing: kept.existing,
        notices: kept.notices,
        duplicateOf: kept.duplicateOf?.id ?? null,
      },
      words: said.length > 0 ? `${words}; note: ${said.join(', ')}` : words,
    }
  },
})

/** Captures one posting: its original is kept before anything is read from it. */
export const captureAgent = defineAgent<CaptureInput>({
  kind: 'capture',
  input: captureInput,
  steps: [receive, read, keep],
  async beforeRetry(tx, { userId, input }) {
    if ('snapshotId' in input && !(await claimSnapshot(tx, userId, input.snapshotId)))
      throw fail('posting_original_gone')
  },
  async onEnd(tx, { userId, runId, input }) {
    // What an address gave is fetched again; what the person gave waits a day for another try.
    if ('snapshotId' in input) await letSnapshotExpire(tx, userId, input.snapshotId)
    else await deleteUnusedSnapshot(tx, userId, runId)
  },
})
