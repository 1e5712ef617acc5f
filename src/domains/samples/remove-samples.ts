import type { AppContext } from '../../context.ts'
import { afterCommit } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { cancelRun } from '../agents/cancel-run.ts'
import { removeSampleApplications } from '../applications/remove-sample-applications.ts'
import { removeSamplePostings } from '../postings/remove-sample-postings.ts'
import { removeSampleResume } from '../resumes/remove-sample-resume.ts'
import { removeSampleTarget } from '../scouting/remove-sample-target.ts'
import { removeSampleDrafts } from '../studio/remove-sample-drafts.ts'
import { countSamples, listRunIds, lockRunsOnSamples, lockSamplesOf } from './queries.ts'
import { resumeKey } from './resume-key.ts'
import { samplesAgent } from './samples-agent.ts'
import type { RemovedSamples } from './schema.ts'

type Parts = Pick<AppContext, 'jobs' | 'storage' | 'log'>

/** The runs at work on samples, held where they are. */
async function holdRuns(tx: Tx, userId: string): Promise<string[]> {
  const held = new Set<string>()
  for (;;) {
    const runs = await lockRunsOnSamples(tx, userId, samplesAgent.kind)
    if (runs.every((runId) => held.has(runId))) return runs
    for (const runId of runs) held.add(runId)
  }
}

/** Files that a run put down before it was cancelled belong to no résumé. */
async function removeLeftFiles(tx: Tx, ctx: Parts, userId: string): Promise<void> {
  const keys = (await listRunIds(tx, userId, samplesAgent.kind)).map((runId) => resumeKey(userId, runId))
  afterCommit(tx, () => {
    Promise.all(keys.map((key) => ctx.storage.delete(key))).catch((error: unknown) => {
      ctx.log.error({ err: error, keys }, 'files of the sample résumé are left in storage')
    })
  })
}

/**
 * Removes the sample data and all that was made with it, nothing else. Runs that work on it are cancelled first:
 * from then on they can commit nothing.
 */
export async function removeSamples(tx: Tx, ctx: Parts, userId: string): Promise<RemovedSamples> {
  await lockSamplesOf(tx, userId)
  for (const runId of await holdRuns(tx, userId)) await cancelRun(tx, ctx, { userId, runId })
  const { matches } = await countSamples(tx, userId)
  const applications = await removeSampleApplications(tx, userId)
  const drafts = await removeSampleDrafts(tx, userId)
  const postings = await removeSamplePostings(tx, userId)
  const resumes = (await removeSampleResume(tx, ctx, userId)) ? 1 : 0
  const targets = await removeSampleTarget(tx, userId)
  await removeLeftFiles(tx, ctx, userId)
  return { resumes, postings, matches, drafts, applications, targets }
}
