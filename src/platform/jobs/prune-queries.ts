import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'

/* Each removes at most `limit` rows, the oldest first, and answers how many it was. */

export async function dropExpiredResults(tx: Tx, now: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update job set result = null, result_expires_at = null where id in (
      select id from job where result_expires_at < ${now} order by result_expires_at limit ${limit}
      for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** With their attempts and events. */
export async function deleteEndedJobs(
  tx: Tx,
  ended: { state: 'succeeded' | 'cancelled'; before: Date },
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from job where id in (
      select id from job where state = ${ended.state} and finished_at < ${ended.before}
      order by finished_at limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function deleteEndedBatches(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from job_batch where id in (
      select id from job_batch where finished_at < ${before} order by finished_at limit ${limit}
      for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function deleteForgottenFailures(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from job_failure where fingerprint in (
      select fingerprint from job_failure where last_seen_at < ${before} order by last_seen_at limit ${limit}
      for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
