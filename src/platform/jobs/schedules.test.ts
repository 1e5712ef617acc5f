import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { defineSchedule, type Missed } from './define-schedule.ts'
import { defineTask } from './define-task.ts'
import { enqueueScheduleNow, runDueSchedules } from './schedule-runner.ts'
import { pauseSchedule, removeSchedule, resumeSchedule, setSchedule, syncSchedules } from './schedules.ts'

const payload = z.object({ n: z.number() })
const task = defineTask({ name: 'test.tick', lane: 'default', payload, handle: async () => null })
const tasks = [task]
const noon = new Date('2026-06-01T12:00:00Z')

let engine: EngineWithDatabase
beforeAll(async () => {
  engine = await createEngineWithDatabase(tasks)
})
afterAll(() => engine.stop())
afterEach(() => inside((tx) => sql`delete from job_schedule`.execute(tx)))

const inside = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => asWorker(engine.ctx.db, run)
/** The context `minutes` after noon. */
const ctxAt = (minutes: number) => ({
  ...engine.ctx,
  clock: { ...engine.ctx.clock, now: () => new Date(noon.getTime() + minutes * 60_000) },
})
const hourly = (
  more: { name?: string; cron?: string; missed?: Missed; timeZone?: string; n?: number } = {},
) =>
  defineSchedule({
    name: more.name ?? 'test.hourly',
    task,
    payload: { n: more.n ?? 1 },
    cron: more.cron ?? '0 * * * *',
    missed: more.missed ?? 'once',
    ...(more.timeZone === undefined ? {} : { timeZone: more.timeZone }),
  })

const list = () => inside((tx) => tx.selectFrom('job_schedule').selectAll().orderBy('name').execute())
async function only() {
  const [schedule, ...others] = await list()
  if (!schedule || others.length > 0) throw new Error('expected one schedule')
  return schedule
}
const jobsOf = (scheduleId: string) =>
  inside((tx) =>
    tx.selectFrom('job').selectAll().where('schedule_id', '=', scheduleId).orderBy('turn').execute(),
  )

describe('the code’s schedules', () => {
  test('are stored at the start, changed and forgotten with the code', async () => {
    await syncSchedules(ctxAt(0), [hourly(), hourly({ name: 'test.old' })])
    expect((await list()).map(({ name }) => name)).toEqual(['test.hourly', 'test.old'])
    await syncSchedules(ctxAt(1), [hourly({ cron: '30 9 * * *', timeZone: 'Europe/Berlin', n: 2 })])
    expect(await only()).toMatchObject({
      cron: '30 9 * * *',
      time_zone: 'Europe/Berlin',
      payload: { n: 2 },
      next_run_at: new Date('2026-06-02T07:30:00Z'),
    })
  })

  test('keep what is due, pauses and the last run over a restart', async () => {
    await syncSchedules(ctxAt(0), [hourly()])
    const { id, next_run_at } = await only()
    await runDueSchedules(ctxAt(60), tasks)
    const due = await only()
    expect(due.next_run_at).not.toEqual(next_run_at)
    await inside((tx) => pauseSchedule(tx, ctxAt(61), id))
    await syncSchedules(ctxAt(400), [hourly()])
    expect(await only()).toMatchObject({
      id,
      next_run_at: due.next_run_at,
      last_run_at: due.last_run_at,
      paused_at: ctxAt(61).clock.now(),
    })
  })

  test('of people are left alone', async () => {
    const userId = await engine.addPerson()
    await asUser(engine.ctx.db, userId, (tx) => setSchedule(tx, ctxAt(0), { ...own, userId }))
    await syncSchedules(ctxAt(0), [])
    expect(await only()).toMatchObject({ user_id: userId, name: 'test.daily' })
  })
})

const own = {
  name: 'test.daily',
  task,
  payload: { n: 7 },
  cron: '0 8 * * *',
  timeZone: 'America/New_York',
  missed: 'once',
} as const

describe('a due schedule', () => {
  test('makes one job, however many workers look at once, and is due again later', async () => {
    await syncSchedules(ctxAt(0), [hourly()])
    const { id } = await only()
    expect(await runDueSchedules(ctxAt(59), tasks)).toBe(0)
    const made = await Promise.all(Array.from({ length: 8 }, () => runDueSchedules(ctxAt(60), tasks)))
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1)
    const [job, ...others] = await jobsOf(id)
    expect(others).toEqual([])
    expect(job).toMatchObject({ task: 'test.tick', payload: { n: 1 }, user_id: null, state: 'queued' })
    expect(await only()).toMatchObject({
      last_job_id: job?.id,
      last_run_at: ctxAt(60).clock.now(),
      next_run_at: new Date('2026-06-01T14:00:00Z'),
    })
    expect(await runDueSchedules(ctxAt(60), tasks)).toBe(0)
  })

  test('leaves neither job nor mark behind when its transaction doesn’t commit', async () => {
    const broken = { ...task, name: 'test.broken', priority: 1_000 }
    await syncSchedules(ctxAt(0), [
      hourly(),
      { ...hourly({ name: 'test.later', cron: '1 * * * *' }), task: broken },
    ])
    const before = await list()
    await expect(runDueSchedules(ctxAt(61), [task, broken])).rejects.toThrow(RangeError)
    expect(await list()).toEqual(before)
    expect(await runDueSchedules(ctxAt(61), tasks)).toBe(1)
  })

  test.each([
    { missed: 'skip', minutes: 60.5, jobs: 1 },
    { missed: 'skip', minutes: 5 * 60 + 10, jobs: 0 },
    { missed: 'once', minutes: 5 * 60 + 10, jobs: 1 },
    { missed: 'all', minutes: 5 * 60 + 10, jobs: 5 },
    { missed: 'all', minutes: 150 * 60 + 10, jobs: 100 },
  ] as const)(
    'that was missed ($missed) makes $jobs after $minutes minutes',
    async ({ missed, minutes, jobs }) => {
      await syncSchedules(ctxAt(0), [hourly({ missed })])
      const { id } = await only()
      expect(await runDueSchedules(ctxAt(minutes), tasks)).toBe(jobs)
      const last = new Date(noon.getTime() + Math.floor(minutes / 60) * 3_600_000)
      const keys = (await jobsOf(id)).map((job) => job.unique_key)
      const hour = (back: number) => new Date(last.getTime() - back * 3_600_000).toISOString()
      const expected = Array.from({ length: jobs }, (_, back) => `schedule:${id}:${hour(back)}`)
      expect(keys).toEqual(expected.toReversed())
      expect((await only()).next_run_at).toEqual(new Date(last.getTime() + 3_600_000))
    },
  )

  test('of a person makes a job of theirs, at their wall clock', async () => {
    const userId = await engine.addPerson()
    const id = await asUser(engine.ctx.db, userId, (tx) => setSchedule(tx, ctxAt(0), { ...own, userId }))
    expect((await only()).next_run_at).toEqual(new Date('2026-06-02T12:00:00Z'))
    expect(await runDueSchedules(ctxAt(24 * 60), tasks)).toBe(1)
    expect(await jobsOf(id)).toMatchObject([{ user_id: userId, payload: { n: 7 } }])
    const stranger = await engine.addPerson()
    const remove = (caller: string) =>
      asUser(engine.ctx.db, caller, (tx) => removeSchedule(tx, caller, own.name))
    expect(await remove(stranger)).toBe(false)
    expect(await remove(userId)).toBe(true)
    expect(await list()).toEqual([])
  })

  test('is left to workers that know its task', async () => {
    await syncSchedules(ctxAt(0), [hourly()])
    expect(await runDueSchedules(ctxAt(60), [{ ...task, name: 'test.newer' }])).toBe(0)
    expect((await only()).next_run_at).toEqual(new Date('2026-06-01T13:00:00Z'))
  })

  test('whose payload no longer fits makes nothing and isn’t in the others’ way', async () => {
    await syncSchedules(ctxAt(0), [hourly({ name: 'test.bad' }), hourly({ name: 'test.good' })])
    await inside((tx) => sql`update job_schedule set payload = '{}' where name = 'test.bad'`.execute(tx))
    expect(await runDueSchedules(ctxAt(60), tasks)).toBe(1)
    expect((await list()).map((schedule) => schedule.next_run_at)).toEqual([
      new Date('2026-06-01T14:00:00Z'),
      new Date('2026-06-01T14:00:00Z'),
    ])
  })
})

describe('a paused schedule', () => {
  test('doesn’t run, and after the pause nothing of it was missed', async () => {
    await syncSchedules(ctxAt(0), [hourly({ missed: 'all' })])
    const { id } = await only()
    const pause = () => inside((tx) => pauseSchedule(tx, ctxAt(1), id))
    const resume = () => inside((tx) => resumeSchedule(tx, ctxAt(300.5), id))
    expect(await pause()).toBe(true)
    expect(await pause()).toBe(false)
    expect(await runDueSchedules(ctxAt(300), tasks)).toBe(0)
    expect(await resume()).toBe(true)
    expect(await resume()).toBe(false)
    expect(await runDueSchedules(ctxAt(301), tasks)).toBe(0)
    expect(await runDueSchedules(ctxAt(360), tasks)).toBe(1)
  })

  test('still runs when an operator says now; its times stay', async () => {
    await syncSchedules(ctxAt(0), [hourly()])
    const { id, next_run_at } = await only()
    await inside((tx) => pauseSchedule(tx, ctxAt(1), id))
    const jobId = await inside((tx) => enqueueScheduleNow(tx, ctxAt(5), id))
    expect(await jobsOf(id)).toMatchObject([{ id: jobId, state: 'queued' }])
    expect(await only()).toMatchObject({ last_job_id: jobId, next_run_at })
    expect(await inside((tx) => enqueueScheduleNow(tx, ctxAt(5), engine.ctx.clock.uuid()))).toBeNull()
  })
})
