import { z } from 'zod'
import type { AppContext } from '../../../context.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { listWaiting, type HoldTarget } from '../../../platform/jobs/hold-queries.ts'
import { sendAgain } from '../../../platform/jobs/queries.ts'

const PAGE = 1_000

const placeSchema = z.object({ after: z.uuid().nullable(), sent: z.number().int() })

/** Sends all waiting jobs of a lifted hold again, a page a commit. */
export async function sendWaiting(_ctx: AppContext, job: RunningJob<HoldTarget>): Promise<{ sent: number }> {
  let place = placeSchema.nullable().parse(job.cursor) ?? { after: null, sent: 0 }
  for (;;) {
    job.signal.throwIfAborted()
    const { after, sent } = place
    const next = await job.commit(async (tx) => {
      const ids = await listWaiting(tx, job.payload, { after, limit: PAGE })
      await sendAgain(tx, ids)
      const reached = { after: ids.at(-1) ?? null, sent: sent + ids.length }
      if (ids.length > 0) await job.saveCursor(tx, reached)
      return reached
    })
    if (next.after === null) return { sent }
    place = next
    await job.progress(null, `${next.sent} jobs sent`)
  }
}
