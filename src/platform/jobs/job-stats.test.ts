import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { readAsWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import { createJobStats, type Outcome } from './job-stats.ts'
import { readLaneSums, readSeries, rollUpStats, type SeriesOptions } from './stat-queries.ts'

const worker = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'
const HOUR = 3_600_000

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.db.transaction().execute(() => database.pool.query('truncate job_stat')))

const noon = new Date('2026-11-20T12:00:30Z')
const outcome = (given: Partial<Outcome> = {}): Outcome => ({
  task: 'things.make',
  lane: 'default',
  outcome: 'succeeded',
  waitMs: 10,
  durationMs: 100,
  ...given,
})

async function did(at: Date, outcomes: Outcome[], workerId = worker): Promise<void> {
  const stats = createJobStats({ clock: { now: () => at } })
  for (const one of outcomes) stats.record(one)
  await stats.flush(database.db, workerId)
}

const series = (options: Partial<SeriesOptions> = {}) =>
  readAsWorker(database.db, (tx) => readSeries(tx, { range: '1h', now: noon, ...options }))

const rowCount = async (): Promise<Record<string, number>> => {
  const { rows } = await database.pool.query<{ resolution: string; count: number }>(
    'select resolution, count(*)::int from job_stat group by 1',
  )
  return Object.fromEntries(rows.map((row) => [row.resolution, row.count]))
}

test('what workers did adds up, whatever the number of flushes', async () => {
  await did(noon, [outcome(), outcome({ outcome: 'failed', durationMs: 2_000 })])
  await did(noon, [outcome({ outcome: 'retried' })])
  await did(noon, [outcome({ outcome: 'cancelled', waitMs: 60_000 })], other)
  expect(await rowCount()).toEqual({ minute: 2 })
  const points = await series()
  expect(points).toHaveLength(60)
  expect(points.at(-1)).toMatchObject({ succeeded: 1, failed: 1, retried: 1, cancelled: 1 })
  expect(points.at(-1)?.at).toEqual(new Date('2026-11-20T12:00:00Z'))
  const { wait, duration } = points.at(-1) ?? {}
  expect((wait?.p50 ?? 0) / 10).toBeCloseTo(1, 0)
  expect((wait?.p99 ?? 0) / 60_000).toBeCloseTo(1, 0)
  expect((duration?.p95 ?? 0) / 2_000).toBeCloseTo(1, 0)
  expect(points.at(-2)).toMatchObject({ succeeded: 0, wait: { p50: null } })
})

test('a series is about its lane and task', async () => {
  await did(noon, [outcome(), outcome({ task: 'others.make', lane: 'agents', outcome: 'failed' })])
  const last = async (options: Partial<SeriesOptions>) => (await series(options)).at(-1)
  expect(await last({ lane: 'agents' })).toMatchObject({ succeeded: 0, failed: 1 })
  expect(await last({ task: 'things.make' })).toMatchObject({ succeeded: 1, failed: 0 })
  const lanes = await readAsWorker(database.db, (tx) => readLaneSums(tx, new Date(noon.getTime() - HOUR)))
  expect([lanes.get('agents')?.failed, lanes.get('default')?.failed]).toEqual([1, 0])
})

test('what a flush could not write is written by the next one', async () => {
  const stats = createJobStats({ clock: { now: () => noon } })
  stats.record(outcome())
  // Of a database only this much is asked.
  const away = { transaction: () => ({ execute: () => Promise.reject(new Error('away')) }) } as unknown as Db
  await expect(stats.flush(away, worker)).rejects.toThrow('away')
  stats.record(outcome())
  await stats.flush(database.db, worker)
  await stats.flush(database.db, worker)
  expect((await series()).at(-1)).toMatchObject({ succeeded: 2 })
})

test('rolling up loses nothing, however often it runs', async () => {
  const ago = (ms: number): Date => new Date(noon.getTime() - ms)
  const times = [ago(0), ago(3 * HOUR), ago(3 * HOUR - 60_000), ago(30 * HOUR), ago(31 * HOUR)]
  for (const at of times) await did(at, [outcome({ durationMs: 500 })])
  await did(ago(3 * HOUR), [outcome({ outcome: 'failed' })], other)
  await did(ago(40 * 24 * HOUR), [outcome()])
  await rollUpStats(database.db, noon)
  await rollUpStats(database.db, noon)
  expect(await rowCount()).toEqual({ minute: 1, ten: 1, hour: 2 })
  // A worker that was cut off adds to the past: it is moved as well.
  await did(ago(3 * HOUR), [outcome({ durationMs: 500 })])
  await rollUpStats(database.db, noon)
  expect(await rowCount()).toEqual({ minute: 1, ten: 1, hour: 2 })
  const sum = (points: { succeeded: number; failed: number }[]) =>
    points.reduce((total, point) => total + point.succeeded * 10 + point.failed, 0)
  expect(sum(await series({ range: '1h' }))).toBe(10)
  expect(sum(await series({ range: '24h' }))).toBe(41)
  expect(sum(await series({ range: '7d' }))).toBe(61)
  const busiest = (await series({ range: '24h' })).find((point) => point.failed === 1)
  expect((busiest?.duration.p95 ?? 0) / 500).toBeCloseTo(1, 0)
})

test('recording costs less than ten microseconds', () => {
  const stats = createJobStats({ clock: { now: () => noon } })
  const one = outcome()
  const begin = performance.now()
  for (let count = 0; count < 20_000; count++) stats.record(one)
  expect((performance.now() - begin) / 20_000).toBeLessThan(0.01)
})
