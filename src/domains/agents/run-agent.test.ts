import { afterEach, beforeEach, expect, test } from 'vitest'
import { countingSteps, readEffects, type CountingInput } from '../../testing/counting-agent.ts'
import { createCountingCrew, type CountingCrew } from '../../testing/counting-crew.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { readRunEvents, type EventRow } from '../../platform/events/queries.ts'
import { sendAgain } from '../../platform/jobs/queries.ts'
import { findRun, listSteps } from './queries.ts'

let crew: CountingCrew
let userId: string

beforeEach(async () => {
  crew = await createCountingCrew()
  userId = await crew.addPerson()
})
afterEach(() => crew.stop())

const begin = (input: Partial<CountingInput> = {}, owner = userId) => crew.begin(owner, input)

const eventsOf = (runId: string, owner = userId) =>
  asUser(crew.database.db, owner, (tx) => readRunEvents(tx, owner, runId))
const typesOf = (events: EventRow[]) =>
  events.map((event) => [event.type, event.step].filter(Boolean).join(' '))

async function ended(runId: string, state: string, owner = userId): Promise<EventRow[]> {
  await until(
    async () => (await asUser(crew.database.db, owner, (tx) => findRun(tx, owner, runId)))?.state === state,
    15_000,
  )
  return eventsOf(runId, owner)
}

test('a run goes through its steps, each with its effects, output and events', async () => {
  await crew.work()
  const { runId, jobId } = await begin({ start: 5 })
  const events = await ended(runId, 'succeeded')
  expect(typesOf(events)).toEqual([
    'run_queued',
    'run_started',
    'step_started one',
    'step_done one',
    'step_started two',
    'step_done two',
    'step_started three',
    'step_done three',
    'run_succeeded',
  ])
  expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(events.find((event) => event.type === 'step_done' && event.step === 'three')?.words).toBe(
    'Counted 7',
  )
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
  const job = await asUser(crew.database.db, userId, (tx) =>
    tx.selectFrom('job').select(['state', 'result']).where('id', '=', jobId).executeTakeFirstOrThrow(),
  )
  expect(job).toEqual({ state: 'succeeded', result: { one: 5, two: 6, three: 7 } })
})

test('a failed attempt says that it is retried, and the next one goes on after the committed step', async () => {
  await crew.work()
  const { runId } = await begin({ trouble: 'once' })
  // Five seconds of patience are the agents' own; the test has less.
  await until(async () => (await eventsOf(runId)).some((event) => event.type === 'run_retrying'))
  await asWorker(crew.database.db, async (tx) => {
    const { jobId } = await tx
      .updateTable('job')
      .set({ run_at: new Date() })
      .where('state', '=', 'queued')
      .returning('id as jobId')
      .executeTakeFirstOrThrow()
    await sendAgain(tx, [jobId])
  })
  const events = await ended(runId, 'succeeded')
  expect(typesOf(events)).toEqual([
    'run_queued',
    'run_started',
    'step_started one',
    'step_done one',
    'step_started two',
    'run_retrying',
    'run_started',
    'step_started two',
    'step_done two',
    'step_started three',
    'step_done three',
    'run_succeeded',
  ])
  expect(JSON.stringify(events)).not.toContain('secrets')
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
})

test('an error of the domain ends the run in its own words, and the domain may tidy up', async () => {
  await crew.work()
  const { runId } = await begin({ trouble: 'domain' })
  const events = await ended(runId, 'failed')
  expect(events.at(-1)).toMatchObject({
    type: 'run_failed',
    words: 'Not this one.',
    data: { code: 'test_refused' },
  })
  expect(await readEffects(crew.database.db, runId)).toEqual(['ended failed', 'one'])
})

test('a waiting run is cancelled at once, a running one between two steps', async () => {
  const waiting = await begin()
  const cancel = (jobId: string) =>
    asUser(crew.ctx.db, userId, (tx) => crew.ctx.jobs.cancel(tx, jobId, 'Enough.'))
  expect(await cancel(waiting.jobId)).toBe(true)
  expect(typesOf(await ended(waiting.runId, 'cancelled'))).toEqual(['run_queued', 'run_cancelled'])
  await crew.work()
  const running = await begin({ stepMs: 5_000 })
  await until(async () => (await eventsOf(running.runId)).some((event) => event.type === 'step_started'))
  const asked = performance.now()
  expect(await cancel(running.jobId)).toBe(true)
  const events = await ended(running.runId, 'cancelled')
  expect(performance.now() - asked).toBeLessThan(1_000)
  expect(events.at(-1)).toMatchObject({ type: 'run_cancelled', words: 'Enough.' })
  expect(await readEffects(crew.database.db, running.runId)).toEqual(['ended cancelled'])
})

/** What every run promises, however often it was interrupted. */
async function expectWhole(runId: string, events: EventRow[], owner = userId): Promise<void> {
  const types = typesOf(events)
  for (const step of countingSteps)
    expect(types.filter((type) => type === `step_done ${step}`)).toEqual([`step_done ${step}`])
  expect(types.filter((type) => /^run_(succeeded|failed|cancelled)$/.test(type))).toEqual(['run_succeeded'])
  expect(types.at(-1)).toBe('run_succeeded')
  const attempts = events
    .filter((event) => event.type === 'run_started')
    .map((event) => event.data['attempt'])
  expect(new Set(attempts).size).toBe(attempts.length)
  expect(await readEffects(crew.database.db, runId)).toEqual(countingSteps.toSorted())
  expect((await asUser(crew.database.db, owner, (tx) => listSteps(tx, owner, runId))).length).toBe(
    countingSteps.length,
  )
}

const failpoints = countingSteps.flatMap((step) => [
  `before-commit:counting.${step}`,
  `after-commit:counting.${step}`,
])

test.each(failpoints)(
  'killed with -9 at %s, the run goes on elsewhere within two seconds',
  async (failpoint) => {
    const victim = await crew.child(failpoint)
    const { runId } = await begin({ stepMs: 120 })
    await until(async () => (await eventsOf(runId)).some((event) => event.type === 'run_started'))
    await crew.work()
    const { signal, at } = await victim.ended
    expect(signal).toBe('SIGKILL')
    const events = await ended(runId, 'succeeded')
    const again = events.find((event) => event.type === 'run_started' && event.data['attempt'] === 2)
    expect((again?.at.getTime() ?? Infinity) - at.getTime()).toBeLessThan(2_000)
    await expectWhole(runId, events)
  },
)

test('workers killed at random under load: every run ends once, no event is missing or doubled', async () => {
  const people = [userId, await crew.addPerson(), await crew.addPerson()]
  await crew.work()
  const victims = await Promise.all([crew.child(), crew.child()])
  const runs = await Promise.all(
    Array.from({ length: 18 }, async (_, index) => {
      const owner = people[index % people.length] ?? userId
      return { owner, ...(await begin({ stepMs: 150 }, owner)) }
    }),
  )
  for (let kill = 0; kill < 3; kill++) {
    await crew.ctx.clock.sleep(150 + crew.ctx.clock.random() * 200)
    await victims[kill]?.kill()
    if (kill < 1) victims.push(await crew.child())
  }
  for (const { runId, owner } of runs) await expectWhole(runId, await ended(runId, 'succeeded', owner), owner)
  const lost = await asWorker(crew.database.db, (tx) =>
    tx.selectFrom('job_attempt').select('job_id').where('state', '=', 'lost').execute(),
  )
  expect(lost.length).toBeGreaterThan(0)
  for (const owner of people) {
    const all = await asUser(crew.database.db, owner, (tx) =>
      tx.selectFrom('run_event').select('seq').where('user_id', '=', owner).orderBy('seq').execute(),
    )
    expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => index + 1))
  }
}, 40_000)
