import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { liftHold } from '../operations/control/lift-hold.ts'
import { deleteHold, insertHold } from '../../platform/jobs/hold-queries.ts'
import { createCountingCrew, type CountingCrew } from '../../testing/counting-crew.ts'
import { readEffects } from '../../testing/counting-agent.ts'
import { until } from '../../testing/until.ts'
import { actOnJobs } from '../operations/control/act-on-jobs.ts'
import { findSeenRun, listSteps } from './queries.ts'
import { readAgentsStatus } from './read-agents-status.ts'
import { reconcileRuns } from './reconcile-runs.ts'
import { runSummary } from './run-view.ts'

/** What operators do to jobs, as it reaches the runs of people. */

let crew: CountingCrew
let userId: string
beforeAll(async () => {
  crew = await createCountingCrew()
  await crew.work()
})
afterAll(() => crew.stop())
beforeEach(async () => {
  userId = await crew.addPerson()
})

const worker = <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(crew.ctx.db, work)
const actor = { id: null, role: 'operator', requestId: null }

async function act(action: 'retry' | 'cancel' | 'remove', id: string) {
  const order = { action }
  const outcomes = await worker((tx) => actOnJobs(tx, crew.ctx, { ids: [id], order, reason: 'Why', actor }))
  return outcomes.get(id)
}

async function view(runId: string) {
  const run = await asUser(crew.ctx.db, userId, (tx) => findSeenRun(tx, userId, runId))
  if (!run) throw new Error('no such run')
  return runSummary(run)
}
const ended = (runId: string) =>
  until(async () => {
    const run = await view(runId)
    return run.finishedAt === null ? null : run
  })

async function eventTypes(runId: string): Promise<string[]> {
  const rows = await worker((tx) =>
    tx.selectFrom('run_event').select('type').where('run_id', '=', runId).orderBy('seq').execute(),
  )
  return rows.map(({ type }) => type).filter((type) => type.startsWith('run_'))
}

test('a failed run goes on after its last step when an operator wants it', async () => {
  const { runId, jobId } = await crew.begin(userId, { trouble: 'domain' })
  expect(await ended(runId)).toMatchObject({ state: 'failed', words: 'Not this one.' })
  await worker((tx) =>
    sql`update agent_run set input = jsonb_build_object('start', 1, 'stepMs', 0) where id = ${runId}`.execute(
      tx,
    ),
  )
  expect(await act('retry', jobId)).toEqual({ changed: true })
  expect(await ended(runId)).toMatchObject({ state: 'succeeded', errorCode: null })
  expect(await readEffects(crew.database.db, runId)).toEqual(['ended failed', 'one', 'three', 'two'])
  const steps = await worker((tx) => listSteps(tx, userId, runId))
  expect(steps.map(({ name, attempt }) => [name, attempt])).toEqual([
    ['one', 1],
    ['two', 2],
    ['three', 2],
  ])
  expect(await eventTypes(runId)).toEqual([
    'run_queued',
    'run_started',
    'run_failed',
    'run_retrying',
    'run_started',
    'run_succeeded',
  ])
})

test('a run that its person has started again meanwhile is refused in words', async () => {
  const { runId, jobId } = await crew.begin(userId, { start: 5, trouble: 'domain' })
  await ended(runId)
  await worker((tx) =>
    sql`insert into agent_run (id, user_id, agent, input)
      select gen_random_uuid(), user_id, agent, input from agent_run where id = ${runId}`.execute(tx),
  )
  expect(await act('retry', jobId)).toMatchObject({ changed: false, code: 'run_twin_active' })
  expect(await view(runId)).toMatchObject({ state: 'failed' })
})

test('an operator’s pause is told to the person, and what it is for doesn’t begin until it is lifted', async () => {
  const status = () => asUser(crew.ctx.db, userId, (tx) => readAgentsStatus(tx, userId))
  expect(await status()).toMatchObject({ paused: false, operatorHold: null })
  const target = { lane: null, task: null, userId }
  const hold = await worker((tx) => insertHold(tx, { ...target, reason: 'Too many calls', actorId: null }))
  const { runId, jobId } = await crew.begin(userId)
  expect(await status()).toMatchObject({
    paused: false,
    queued: 1,
    operatorHold: { reason: 'Too many calls', since: hold?.created_at.toISOString() },
  })
  expect((await view(runId)).words).toBe('Paused by an operator: Too many calls')
  expect(await act('cancel', jobId)).toEqual({ changed: true })
  expect(await view(runId)).toMatchObject({ state: 'cancelled', words: 'An operator cancelled this: Why' })
  await worker((tx) => deleteHold(tx, hold?.id ?? ''))
  expect(await act('retry', jobId)).toEqual({ changed: true })
  expect(await ended(runId)).toMatchObject({ state: 'succeeded' })
})

test('a running run stops after its step when an operator pauses its person, and goes on after the lift', async () => {
  const { runId } = await crew.begin(userId, { stepMs: 150 })
  await until(async () => (await view(runId)).state === 'running')
  const target = { lane: null, task: null, userId }
  const hold = await worker((tx) => insertHold(tx, { ...target, reason: 'One moment', actorId: null }))
  await until(async () => (await view(runId)).words === 'Paused by an operator: One moment')
  const words = await worker((tx) =>
    tx
      .selectFrom('run_event')
      .select('words')
      .where('run_id', '=', runId)
      .orderBy('seq', 'desc')
      .executeTakeFirst(),
  )
  expect(words).toEqual({ words: 'Paused by an operator: One moment' })
  await liftHold(crew.ctx, { id: hold?.id ?? '', reason: 'Over' }, actor)
  expect(await ended(runId)).toMatchObject({ state: 'succeeded' })
  expect(await readEffects(crew.database.db, runId)).toEqual(['one', 'three', 'two'])
})

test('runs that no job works on any more are ended, each as its job ended', async () => {
  const now = { commit: worker, signal: AbortSignal.timeout(60_000) }
  const make = async (state: string | null) => {
    const { runId, jobId } = await crew.begin(userId)
    await ended(runId)
    const over = { state: 'queued', finished_at: null } as const
    await worker(async (tx) => {
      await tx
        .updateTable('agent_run')
        .set({ ...over, created_at: sql<never>`now() - interval '1 minute'` })
        .where('id', '=', runId)
        .execute()
      if (state === null) await tx.deleteFrom('job').where('id', '=', jobId).execute()
      else
        await sql`update job set state = ${state}, error_code = 'job_task_unknown', error_words = 'No such task.'
          where id = ${jobId}`.execute(tx)
    })
    return runId
  }
  const [failed, cancelled, succeeded, lost] = [
    await make('failed'),
    await make('cancelled'),
    await make('succeeded'),
    await make(null),
  ]
  const { runId: waiting } = await crew.begin(await crew.addPerson())
  expect(await reconcileRuns(crew.ctx, now)).toEqual({ ended: 4 })
  expect(await reconcileRuns(crew.ctx, now)).toEqual({ ended: 0 })
  expect(await view(failed)).toMatchObject({ state: 'failed', words: 'No such task.' })
  expect(await view(cancelled)).toMatchObject({ state: 'cancelled', errorCode: 'job_task_unknown' })
  expect(await view(succeeded)).toMatchObject({ state: 'succeeded', words: 'Done' })
  expect(await view(lost)).toMatchObject({
    state: 'failed',
    errorCode: 'run_lost',
    words: 'This was lost. Please start it again.',
  })
  expect((await eventTypes(lost)).at(-1)).toBe('run_failed')
  expect(await eventTypes(waiting)).not.toContain('run_failed')
})
