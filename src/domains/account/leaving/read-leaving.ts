import type { Db, Tx } from '../../../platform/db/types.ts'
import { findIdentity, findLeaving, listDue, markReminded, type LeavingRow } from './queries.ts'

export type Identity = NonNullable<Awaited<ReturnType<typeof findIdentity>>>

/** Whether somebody is leaving, and until when they may come back. */
export function readLeaving(db: Db, userId: string): Promise<LeavingRow | undefined> {
  return findLeaving(db, userId)
}

/** Ids of those whose time is over. `tx` is the worker's. */
export async function readDueLeavers(tx: Tx, now: Date, limit: number): Promise<string[]> {
  return (await listDue(tx, now, limit)).map(({ id }) => id)
}

/** Those who must be told that their time ends before `until`; each once. `tx` is the worker's. */
export function takeThoseToRemind(tx: Tx, times: { now: Date; until: Date }): Promise<LeavingRow[]> {
  return markReminded(tx, times)
}

/** What tells who somebody is; locks them. `tx` is the worker's. */
export function readIdentity(tx: Tx, userId: string): Promise<Identity | undefined> {
  return findIdentity(tx, userId)
}
