import type { AppContext } from '../../context.ts'
import type { RunningJob } from '../jobs/define-task.ts'
import { deleteFiles } from './erase-files.ts'
import { storageFail } from './errors.ts'
import { findNamedKeys } from './queries.ts'

const DAY_MS = 86_400_000
const BATCH = 500
/** Of one run; the next goes on. */
const MOST = 20_000
/** More than these, and more than half of all: then rather the database is the wrong one. */
const UNLIKELY = 50

export interface SweepOptions {
  /** Counts, and removes nothing. */
  dryRun: boolean
  /** Removes also when most files belong to nobody. */
  force: boolean
}

export interface SweptFiles {
  /** Files older than a day. */
  looked: number
  orphans: number
  removed: number
  dryRun: boolean
}

type Job = Pick<RunningJob<unknown>, 'commit' | 'progress' | 'signal'>

/** What no row names, of these. A query that fails ends the sweep before anything is removed. */
async function withoutRow(job: Job, keys: readonly string[]): Promise<string[]> {
  job.signal.throwIfAborted()
  const named = await job.commit((tx) => findNamedKeys(tx, keys))
  return keys.filter((key) => !named.has(key))
}

/** Files that were put down before `before`, in batches. */
async function* oldKeys(
  storage: AppContext['storage'],
  before: Date,
  size: number,
): AsyncGenerator<string[]> {
  let batch: string[] = []
  for await (const { key, modifiedAt } of storage.list('')) {
    if (modifiedAt < before) batch.push(key)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * Removes files that no row names: what a process left behind that died between storing a file and its row, or between deleting a row
 * and its file. Younger ones than a day may yet get theirs.
 */
export async function sweepOrphans(
  ctx: Pick<AppContext, 'storage' | 'clock' | 'log'>,
  job: Job,
  { dryRun, force }: SweepOptions,
  { batch = BATCH, most = MOST, unlikely = UNLIKELY } = {},
): Promise<SweptFiles> {
  const before = new Date(ctx.clock.now().getTime() - DAY_MS)
  const orphans: string[] = []
  let looked = 0
  for await (const keys of oldKeys(ctx.storage, before, batch)) {
    orphans.push(...(await withoutRow(job, keys)))
    looked += keys.length
    await job.progress(null, `Looked at ${looked} files, ${orphans.length} belong to nobody`)
    if (orphans.length >= most) break
  }
  if (!force && !dryRun && orphans.length > unlikely && orphans.length > looked / 2) {
    throw storageFail('storage_sweep_unlikely', {
      message: `${orphans.length} of ${looked} files are orphans`,
    })
  }
  let removed = 0
  for (let start = 0; !dryRun && start < orphans.length; start += batch) {
    // Asked again: meanwhile a row may have come.
    const keys = await withoutRow(job, orphans.slice(start, start + batch))
    await deleteFiles(ctx.storage, keys)
    removed += keys.length
    const percent = Math.round((100 * (start + keys.length)) / orphans.length)
    await job.progress(percent, `Removed ${removed} of ${orphans.length} files`)
  }
  if (removed > 0) ctx.log.info({ looked, removed }, 'files without a row were removed')
  return { looked, orphans: orphans.length, removed, dryRun }
}
