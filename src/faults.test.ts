import { expect, test } from 'vitest'
import { runFaults } from '../bench/lib/faults-run.ts'

/** The short form of `npm run faults`: a Postgres of its own, which dies and comes back while workers are killed. */
test('whatever is killed or restarted, no job is lost and no effect happens twice', async () => {
  const report = await runFaults({
    seed: 4,
    jobs: 80,
    kills: 3,
    restarts: 2,
    stops: 1,
    outageMs: 0,
    frozenMs: 0,
    frozenWorkerMs: 0,
    networkMs: 600,
    diskFullMs: 0,
    settings: ['fsync=off'],
  })
  expect(report).toMatchObject({ lost: [], doubled: [], casualties: [] })
  expect(report).toMatchObject({ kills: 3, databaseRestarts: 2, stops: 1 })
  expect(report.jobs).toBeGreaterThanOrEqual(80)
  expect(report.recoveryMs.length).toBeGreaterThan(0)
  // The long form holds 95 of 100 to two seconds; a crowded machine gets some more.
  expect(Math.max(...report.recoveryMs)).toBeLessThan(8_000)
  expect(report.hardships.map(({ backAfterMs }) => backAfterMs)).not.toContain(Number.POSITIVE_INFINITY)
}, 60_000)
