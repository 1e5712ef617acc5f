import { afterEach, beforeEach, expect, test } from 'vitest'
import { countingSteps, readEffects, type CountingInput } from '../../testing/counting-agent.ts'
import { createCountingCrew, type CountingCrew } from '../../testing/counting-crew.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { readRunEvents, type EventRow } from '../../platform/events/queries.ts'
import { findUncarriedJobs } from '../../platform/jobs/queries.ts'
import { cancelRun } from './cancel-run.ts'
import { pauseAgents } from './pause-agents.ts'
import { findSeenRun, listRunRows } from './queries.ts'
import { readAgentsStatus } from './read-agents-status.ts'
import { resumeAgents } from './resume-agents.ts'
import { runSummary } from './run-view.ts'

let crew: CountingCrew
let userId: string

beforeEach(async () => {
  crew = await createCountingCrew()
  userId = await crew.addPerson()
})
afterEach(() => crew.stop())

const begin = (input: Partial<CountingInput> = {}, owner = userId) => crew.begin(owner, input)
const pause = (reason: string | null = null) =>
  asUser(crew.ctx.db, userId, (tx) => pauseAgents(tx, crew.ctx, { userId, reason }))
const resume = () => resumeAgents(crew.ctx, userId)
const status = () => asUser(crew.database.db, userId, (tx) => readAgentsStatus(tx, userId))

async function seen(runId: string, owner = userId) {
  const run = await asUser(crew.database.db, owner, (tx) => findSeenRun(tx, owner, runId))
  if (!run) throw new Error('no such run')
  return runSummary(run)
}

const eventsOf = (runId: string) => asUser(crew.database.db, userId, (tx) => readRunEvents(tx, userId, runId))
const typesOf = (events: EventRow[]) =>
  events.map((event) => [event.type, event.step].filter(Boolean).join(' '))
const happened = (runId: string, what: string) =>
  until(async () => typesOf(await eventsOf(runId)).includes(what), 10_000)
const inState = (runId: string, state: string, owner = userId) =>
  until(async () => (await seen(runId, owner)).state === state, 15_000)

const jobOf = (jobId: string) =>
  asWorker(crew.database.db, (tx) =>
    tx.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow(),
  )

async function transports(): Promise<number> {
  const { rows } = await crew.database.pool.query<{ n: number }>(
    'select count(*)::int as n from graphile_worker.jobs',
  )
  return rows[0]?.n ?? -1
}

async function expectNoGap(): Promise<void> {
  const all = await asUser(crew.database.db, userId, (tx) =>
    tx.selectFrom('run_event').select('seq').where('user_id', '=', userId).orderBy('seq').execute(),
  )
  expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => index + 1))
}

test('a waiting run does not begin while its person has paused; resumed, it begins within a second', async () => {
  await pause('I read the postings first')
  const { runId, jobId } = await begin()
  const other = await crew.addPerson()
  await crew.work()
  const theirs = await begin({}, other)
  await inState(theirs.runId, 'succeeded', other)
  // Delivered and turned away: nothing carries it any more, and nobody takes it for lost.
  await until(async () => (await transports()) === 0)
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', attempt: 0 })
  await asWorker(crew.database.db, async (tx) => {
    await tx
      .updateTable('job')
      .set({ run_at: new Date(Date.now() - 60_000) })
      .where('id', '=', jobId)
      .execute()
    expect(await findUncarriedJobs(tx)).toEqual([])
  })
  expect(await status()).toEqual({
    paused: true,
    pausedAt: expect.any(String),
    reason: 'I read the postings first',
    running: 0,
    queued: 1,
    operatorHold: null,
  })
  expect(await seen(runId)).toMatchObject({
    state: 'queued',
    words: 'Paused: it starts when you resume your agents',
  })
  expect(await eventsOf(runId)).toMatchObject([
    { type: 'run_queued', words: 'Paused: it starts when you resume your agents', data: { paused: true } },
  ])
  const asked = performance.now()
  await resume()
  await happened(runId, 'run_started')
  expect(performance.now() - asked).toBeLessThan(1_000)
  await inState(runId, 'succeeded')
  expect(await status()).toMatchObject({ paused: false, pausedAt: null, reason: null, running: 0, queued: 0 })
  expect(typesOf(await eventsOf(runId)).slice(0, 3)).toEqual(['run_queued', 'progress', 'run_started'])
  await expectNoGap()
})

test('a running one stops after its step, uses up no attempt and goes on after it', async () => {
  await crew.work()
  const { runId, jobId } = await begin({ stepMs: 200 })
  await happened(runId, 'step_started two')
  await pause()
  await pause('again')
  await inState(runId, 'queued')
  const before = await eventsOf(runId)
  expect(typesOf(before).slice(-2)).toEqual(['step_done two', 'progress'])
  expect(before.at(-1)).toMatchObject({
    words: 'Paused: it goes on when you resume your agents',
    data: { paused: true, attempt: 1 },
  })
  expect(await seen(runId)).toMatchObject({
    words: 'Paused: it goes on when you resume your agents',
    step: { index: 2, of: 3 },
  })
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', attempt: 1, handed_back: 1 })
  expect(await status()).toMatchObject({ reason: 'again', running: 0, queued: 1 })
  await resume()
  await inState(runId, 'succeeded')
  const after = typesOf(await eventsOf(runId)).slice(before.length)
  expect(after).toEqual(['progress', 'run_started', 'step_started three', 'step_done three', 'run_succeeded'])
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
  await expectNoGap()
})

test('a run in its last step ends although its person has paused', async () => {
  await crew.work()
  const { runId } = await begin({ stepMs: 150 })
  await happened(runId, 'step_started three')
  await pause()
  await inState(runId, 'succeeded')
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
  expect(await status()).toMatchObject({ paused: true, running: 0, queued: 0 })
})

test('a worker killed with -9 during a pause takes nothing along, and nothing begins before the resume', async () => {
  const victim = await crew.child()
  const { runId, jobId } = await begin({ stepMs: 1_000 })
  await happened(runId, 'step_started one')
  await pause()
  await victim.kill()
  await crew.work()
  await inState(runId, 'queued')
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', attempt: 1, handed_back: 0 })
  await until(async () => (await transports()) === 0)
  const before = await eventsOf(runId)
  expect(typesOf(before).at(-1)).toBe('progress')
  const asked = performance.now()
  await resume()
  await happened(runId, 'step_done one')
  expect(performance.now() - asked).toBeLessThan(2_000)
  await inState(runId, 'succeeded')
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
  await expectNoGap()
})

test('many runs, two workers, paused and resumed again and again: each step of each run takes effect once', async () => {
  await Promise.all([crew.work(3), crew.work(3)])
  const runs = await Promise.all(Array.from({ length: 60 }, () => begin({ stepMs: 20 })))
  const leftInRound: number[] = []
  for (let round = 0; round < 4; round++) {
    await crew.ctx.clock.sleep(100 + round * 40)
    await pause()
    // A run that was about to begin as the pause came may show itself once more.
    const { queued } = await until(async () => {
      const seen = await status()
      await crew.ctx.clock.sleep(50)
      const again = await status()
      return again.running === 0 && again.queued === seen.queued ? again : null
    })
    const effects = await crew.database.pool.query('select from test_effect')
    await crew.ctx.clock.sleep(150)
    expect((await crew.database.pool.query('select from test_effect')).rowCount).toBe(effects.rowCount)
    expect(await status()).toMatchObject({ running: 0, queued })
    leftInRound.push(queued)
    await resume()
  }
  expect(Math.min(...leftInRound)).toBeGreaterThan(0)
  for (const { runId, jobId } of runs) {
    await inState(runId, 'succeeded')
    expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
    const job = await jobOf(jobId)
    expect(job.attempt - job.handed_back).toBe(1)
  }
  await expectNoGap()
}, 60_000)

test('pauses and resumes that meet the workers leave no run behind', async () => {
  await Promise.all([crew.work(), crew.work()])
  const runs = []
  for (let round = 0; round < 25; round++) {
    runs.push(await begin({ stepMs: 5 }))
    // At any moment of the run: before it is fetched, while it is claimed, between its steps, as it is put back.
    await pause()
    await crew.ctx.clock.sleep(crew.ctx.clock.random() * 12)
    const asked = performance.now()
    await resume()
    for (const { runId } of runs.splice(0)) {
      await inState(runId, 'succeeded')
      expect(performance.now() - asked).toBeLessThan(1_500)
    }
  }
  await expectNoGap()
}, 60_000)

test('a paused run can be cancelled, and a hundred of many that wait are told', async () => {
  const { runId } = await begin()
  for (let n = 0; n < 110; n++) await begin()
  await pause()
  const told = await asUser(crew.database.db, userId, (tx) =>
    tx.selectFrom('run_event').select('run_id').where('type', '=', 'progress').execute(),
  )
  expect(new Set(told.map((event) => event.run_id)).size).toBe(100)
  await asUser(crew.ctx.db, userId, (tx) => cancelRun(tx, crew.ctx, { userId, runId }))
  expect(await seen(runId)).toMatchObject({ state: 'cancelled', words: 'You cancelled this.' })
  const page = { limit: 100, cursor: null, agent: null, state: null, active: true }
  const waiting = await asUser(crew.database.db, userId, (tx) => listRunRows(tx, userId, page))
  expect(waiting.every((run) => run.paused && run.id !== runId)).toBe(true)
  await crew.work()
  await resume()
  await until(async () => (await status()).queued === 0, 20_000)
}, 40_000)
