import type { AppContext } from '../../../context.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import type { RunningJob, TaskDefinition } from '../../../platform/jobs/define-task.ts'
import { readDueLeavers, takeThoseToRemind } from '../../account/leaving/read-leaving.ts'
import { pseudonymOf } from './pseudonym-of.ts'
import type { PurgePayload } from './purge-person.ts'

const DAY_MS = 86_400_000
const REMIND_DAYS = 7
/** Of one run; the next goes on. */
const MOST = 1_000

/** Begins the purge of everybody whose 30 days are over, one job each, and reminds those who have a week left. */
export async function purgeDue(
  ctx: Pick<AppContext, 'config' | 'clock' | 'jobs'>,
  job: Pick<RunningJob<unknown>, 'commit'>,
  purgeTask: TaskDefinition<PurgePayload>,
): Promise<{ purged: number; reminded: number }> {
  const now = ctx.clock.now()
  const until = new Date(now.getTime() + REMIND_DAYS * DAY_MS)
  const reminded = await job.commit(async (tx) => {
    const people = await takeThoseToRemind(tx, { now, until })
    for (const { id, email, purge_after: purgeAfter } of people) {
      if (!purgeAfter || email.endsWith('.invalid')) continue
      await queueEmail(tx, ctx, { kind: 'deletion_reminder', userId: id, to: email, purgeAfter })
    }
    return people.length
  })
  const purged = await job.commit(async (tx) => {
    const due = await readDueLeavers(tx, now, MOST)
    for (const userId of due) {
      // Under the pseudonym: the job outlives the person.
      const pseudonym = pseudonymOf(ctx.config.authSecret, userId)
      await ctx.jobs.enqueue(tx, purgeTask, { pseudonym }, { userId: null, uniqueKey: pseudonym })
    }
    return due.length
  })
  return { purged, reminded }
}
