import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { createApp, type App } from '../../src/app.ts'
import type { AppContext } from '../../src/context.ts'
import { asUser, asWorker } from '../../src/platform/db/transaction.ts'
import { defineTask, type TaskDefinition } from '../../src/platform/jobs/define-task.ts'
import { lanes, type Lane } from '../../src/platform/jobs/lanes.ts'
import { createLogger } from '../../src/platform/log.ts'
import { testConfig } from '../../src/testing/config.ts'
import { chunksOf, SEED_CHUNK, type OnStart, type OpenPeer, type Place } from './jobs-peer.ts'

const PEOPLE = 200

const payload = z.object({ askedAt: z.number(), pauseMs: z.number() })
type Payload = z.infer<typeof payload>

/** The application as it starts with ROLE=worker, with tasks of this bench. */
export interface OurApp {
  app: App
  /** One that does nothing, or sleeps, for each lane. */
  tasks: Record<Lane, TaskDefinition<Payload>>
  people: string[]
}

async function addPeople({ db, clock }: AppContext): Promise<string[]> {
  return asWorker(db, async (tx) => {
    const known = await tx.selectFrom('users').select('id').orderBy('id').execute()
    if (known.length > 0) return known.map(({ id }) => id)
    const people = Array.from({ length: PEOPLE }, () => clock.uuid()).toSorted()
    await tx
      .insertInto('users')
      .values(people.map((id) => ({ id, email: `${id}@example.com` })))
      .execute()
    return people
  })
}

export async function openApp(place: Place, onStart: OnStart): Promise<OurApp> {
  const entries = lanes.map((lane) => {
    const task = defineTask<Payload>({
      name: `bench.${lane}`,
      lane,
      payload,
      async handle(ctx, job) {
        onStart(job.payload.askedAt)
        if (job.payload.pauseMs > 0) await ctx.clock.sleep(job.payload.pauseMs, job.signal)
      },
    })
    return [lane, task] as const
  })
  // One entry for each lane, which Object.fromEntries can't tell.
  const tasks = Object.fromEntries(entries) as Record<Lane, TaskDefinition<Payload>>
  const config = testConfig({
    databaseUrl: place.connectionString,
    dataDir: path.join(place.folder, 'data'),
    role: 'worker',
  })
  const log = createLogger({ level: 'error', version: 'bench', environment: 'test' })
  const app = await createApp(config, { tasks: Object.values(tasks), log })
  return { app, tasks, people: await addPeople(app.ctx) }
}

/** Stores jobs of one owner, as a use case would; null: of the system. */
export async function seedOf(
  { app: { ctx } }: OurApp,
  task: TaskDefinition<Payload>,
  { userId, count, pauseMs }: { userId: string | null; count: number; pauseMs: number },
): Promise<void> {
  for (const size of chunksOf(count, SEED_CHUNK)) {
    const payloads = Array.from({ length: size }, () => ({ askedAt: 0, pauseMs }))
    await asWorker(ctx.db, (tx) => ctx.jobs.enqueueMany(tx, task, payloads, { userId }))
  }
}

export function enqueueFor(
  { app: { ctx } }: OurApp,
  task: TaskDefinition<Payload>,
  { userId, askedAt }: { userId: string | null; askedAt: number },
): Promise<string> {
  const enqueue = (tx: Parameters<typeof ctx.jobs.enqueue>[0]) =>
    ctx.jobs.enqueue(tx, task, { askedAt, pauseMs: 0 }, { userId })
  return userId === null ? asWorker(ctx.db, enqueue) : asUser(ctx.db, userId, enqueue)
}

/** Through indexes, so that looking on costs nothing, however many rows have ended. */
const left = `
  select (select count(*) from (select from job where state = 'queued' order by run_at, id limit 1) queued)
    + (select count(*) from (select from job where state = 'running' and worker_id is not null limit 1) running)
    + (select count(*) from (select from graphile_worker._private_jobs limit 1) carried) as some`

/** Everything that is promised is on: jobs of people and of the system, in the lane of what isn't special. */
export const openJobPilot: OpenPeer = async (place, onStart) => {
  const ours = await openApp(place, onStart)
  const task = ours.tasks.default
  // The first of each round belongs to the system.
  const owners = [null, ...ours.people]
  const onlooker = new pg.Client({ connectionString: place.superuserConnectionString })
  await onlooker.connect()
  await onlooker.query('set enable_seqscan = off')
  let turn = 0
  return {
    async seed(count) {
      const each = chunksOf(count, Math.ceil(count / owners.length))
      for (const [at, share] of each.entries())
        await seedOf(ours, task, { userId: owners[at] ?? null, count: share, pauseMs: 0 })
      await onlooker.query('vacuum analyze')
    },
    async enqueue(askedAt) {
      await enqueueFor(ours, task, { userId: owners[turn++ % owners.length] ?? null, askedAt })
    },
    async work() {
      await ours.app.start()
    },
    async isDone() {
      return (await onlooker.query<{ some: string }>(left)).rows[0]?.some === '0'
    },
    async close() {
      await ours.app.stop({ drainMs: 1_000 })
      await onlooker.end()
    },
  }
}
