import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker } from './platform/db/transaction.ts'
import { nextRun } from './platform/jobs/schedule-times.ts'
import { schedules, tasks } from './tasks.ts'
import { createTestApp, type TestApp } from './testing/app.ts'
import { until } from './testing/until.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ schedules })
})
afterAll(() => app.close())

test('names are given once, and every schedule’s task is among the tasks', () => {
  const names = tasks.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(schedules.filter(({ task }) => !tasks.includes(task))).toEqual([])
})

test('every schedule of the system can be understood, and its task does its work in a worker', async () => {
  for (const { cron, timeZone = 'UTC' } of schedules)
    expect(nextRun(cron, timeZone, new Date())).not.toBeNull()
  const { db } = app.ctx
  await until(async () => {
    const due = await asWorker(db, (tx) =>
      tx.updateTable('job_schedule').set({ next_run_at: new Date() }).executeTakeFirst(),
    )
    return Number(due.numUpdatedRows) === schedules.length
  })
  const jobs = await until(async () => {
    const ended = await asWorker(db, (tx) =>
      tx
        .selectFrom('job')
        .select(['task', 'state', 'error_message'])
        .where('schedule_id', 'is not', null)
        .where('finished_at', 'is not', null)
        .execute(),
    )
    return ended.length >= schedules.length ? ended : null
  })
  expect(jobs.toSorted((a, b) => (a.task < b.task ? -1 : 1))).toEqual(
    schedules
      .map(({ task }) => ({ task: task.name, state: 'succeeded', error_message: null }))
      .toSorted((a, b) => (a.task < b.task ? -1 : 1)),
  )
})
