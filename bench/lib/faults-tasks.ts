import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { AppContext } from '../../src/context.ts'
import type { Tx } from '../../src/platform/db/types.ts'
import { defineTask, type RunningJob, type TaskDefinition } from '../../src/platform/jobs/define-task.ts'

const payload = z.object({
  /** Names the job in every effect, whatever its id. */
  key: z.string(),
  /** Where effects outside the database are left. */
  folder: z.string(),
  /** How long each step works. */
  workMs: z.number(),
})
export type FaultPayload = z.output<typeof payload>
type FaultJob = RunningJob<FaultPayload>

/** More than the default: twenty kills and six outages may well meet one unlucky job more than four times. */
const PATIENCE = { maxAttempts: 12, retryBaseMs: 200 }

/** The fenced effect: written with the cursor, so that a later attempt knows that it happened. */
async function commitEffect(job: FaultJob, step: number, more?: (tx: Tx) => Promise<unknown>): Promise<void> {
  await job.commit(async (tx) => {
    await insertEffect(tx, job.payload.key, String(step), job.attempt)
    await more?.(tx)
    await job.saveCursor(tx, step)
  })
}

async function insertEffect(tx: Tx, key: string, step: string, attempt: number): Promise<void> {
  await sql`insert into fault_effect (key, step, attempt) values (${key}, ${step}, ${attempt})`.execute(tx)
}

/** The effect that no transaction covers, as a call to another service that heeds an idempotency key: whole or not at all. */
async function effectOutside(job: FaultJob, step: number): Promise<void> {
  const { key, folder } = job.payload
  const file = path.join(folder, `${job.id}.${step}`)
  const draft = `${file}.${job.attempt}.draft`
  await writeFile(draft, `${key} ${step}`)
  await link(draft, file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await rm(draft)
}

/** What lies in the folder, as "key step". */
export async function readEffectsOutside(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => !file.endsWith('.draft'))
  return Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
}

export async function createEffectsFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
}

/** Step by step from where the last attempt's last commit left off. */
async function work(
  ctx: AppContext,
  job: FaultJob,
  steps: number,
  onLast?: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const done = z.number().nullable().parse(job.cursor) ?? 0
  for (let step = done + 1; step <= steps; step++) {
    if (job.payload.workMs > 0) await ctx.clock.sleep(job.payload.workMs, job.signal)
    await effectOutside(job, step)
    await commitEffect(job, step, step === steps ? onLast : undefined)
  }
}

const instant = defineTask({
  name: 'fault.instant',
  lane: 'default',
  payload,
  ...PATIENCE,
  handle: (ctx, job) => work(ctx, job, 1),
})

const brief = defineTask({
  name: 'fault.brief',
  lane: 'scraping',
  payload,
  ...PATIENCE,
  handle: (ctx, job) => work(ctx, job, 1),
})

const steps = defineTask({
  name: 'fault.steps',
  lane: 'agents',
  payload,
  ...PATIENCE,
  handle: (ctx, job) => work(ctx, job, 4),
})

const stumble = defineTask({
  name: 'fault.stumble',
  lane: 'default',
  payload,
  ...PATIENCE,
  async handle(ctx, job) {
    await work(ctx, job, 1)
    if (job.attempt === 1) throw new Error('fails the first time, after its effect')
  },
})

const hooks = defineTask({
  name: 'fault.hooks',
  lane: 'briefings',
  payload,
  ...PATIENCE,
  handle: (ctx, job) => work(ctx, job, 1),
  onSuccess: (tx, job) => insertEffect(tx, job.payload.key, 'success', job.attempt),
})

const family = defineTask({
  name: 'fault.family',
  lane: 'default',
  payload,
  ...PATIENCE,
  handle: (ctx, job) =>
    work(ctx, job, 1, async (tx) => {
      for (const child of childKeys(job.payload.key)) {
        const options = { userId: job.userId, parentId: job.id }
        await ctx.jobs.enqueue(tx, instant, { ...job.payload, key: child }, options)
      }
    }),
})

function childKeys(key: string): string[] {
  return [`${key}/a`, `${key}/b`]
}

/** Like a family, with a step that follows once all children have ended. */
const batch = defineTask({
  name: 'fault.batch',
  lane: 'default',
  payload,
  ...PATIENCE,
  handle: (ctx, job) =>
    work(ctx, job, 1, async (tx) => {
      const { userId, payload: own } = job
      const children = childKeys(own.key).map((key) => ({ task: brief, payload: { ...own, key } }))
      const completion = { task: instant, payload: { ...own, key: completionKey(own.key) } }
      await ctx.jobs.enqueueBatch(tx, children, { userId, parentId: job.id, completion })
    }),
})

function completionKey(key: string): string {
  return `${key}/end`
}

/** A kind of job and all that must be found of it afterwards, each exactly once. */
interface FaultKind {
  task: TaskDefinition<FaultPayload>
  /** Of a hundred jobs. */
  share: number
  workMs: readonly [low: number, high: number]
  fenced: readonly string[]
  outside: readonly string[]
  descendants?: (key: string) => string[]
}

const single = { fenced: ['1'], outside: ['1'] } as const

const kinds: readonly FaultKind[] = [
  { task: instant, share: 28, workMs: [0, 0], ...single },
  { task: brief, share: 28, workMs: [50, 300], ...single },
  {
    task: steps,
    share: 18,
    workMs: [40, 120],
    fenced: ['1', '2', '3', '4'],
    outside: ['1', '2', '3', '4'],
  },
  { task: stumble, share: 8, workMs: [0, 50], ...single },
  { task: hooks, share: 8, workMs: [20, 150], fenced: ['1', 'success'], outside: ['1'] },
  { task: family, share: 5, workMs: [0, 50], ...single, descendants: childKeys },
  {
    task: batch,
    share: 5,
    workMs: [20, 80],
    ...single,
    descendants: (key) => [...childKeys(key), completionKey(key)],
  },
]

/** The kind at this point of [0, 1). */
export function kindAt(point: number): FaultKind {
  let left = point * 100
  for (const kind of kinds) {
    left -= kind.share
    if (left < 0) return kind
  }
  throw new Error('the shares of the kinds of jobs are not a hundred')
}

export interface Expected {
  key: string
  fenced: readonly string[]
  outside: readonly string[]
}

export function expectedOf(kind: FaultKind, key: string): Expected[] {
  const descendants = kind.descendants?.(key) ?? []
  return [
    { key, fenced: kind.fenced, outside: kind.outside },
    ...descendants.map((descendant) => ({ key: descendant, ...single })),
  ]
}

export const tasks: TaskDefinition[] = [instant, brief, steps, stumble, hooks, family, batch]
