import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from '../client.ts'
import { CliFailure } from './failure.ts'
import { note } from './print.ts'

/** Tells how far a bulk action is until it ends; its result. */
export async function followBulk(client: Client, jobId: string): Promise<unknown> {
  let said = ''
  for (;;) {
    const job = await client.jobs.show.query({ id: jobId })
    const words = job.progress?.words ?? ''
    if (words !== said) note(words)
    said = words
    if (job.state === 'succeeded') return job.result
    if (job.finishedAt !== null)
      throw new CliFailure(`It ended as ${job.state}: ${job.errorMessage ?? 'without a reason'}`)
    await delay(250)
  }
}
