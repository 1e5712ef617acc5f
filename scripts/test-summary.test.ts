import { expect, test } from 'vitest'
import { addCounts, countTests, summaryLine, type VitestReport } from './test-summary.ts'

const report = (over: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
  ...over,
})

test('a file that cannot be loaded counts as failed', () => {
  const broken = { name: 'x.test.ts', status: 'failed', assertionResults: [] }
  expect(countTests(report({ testResults: [broken] }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
})

test('a failing file counts by its tests', () => {
  const file = {
    name: 'x.test.ts',
    status: 'failed',
    assertionResults: [{ status: 'failed' }, { status: 'passed' }],
  }
  expect(countTests(report({ numFailedTests: 1, testResults: [file] }), 1).failed).toBe(1)
})

test('an exit code without a failed test (coverage, a stray rejection) counts as failed', () => {
  expect(countTests(report({}), 1).failed).toBe(1)
  expect(countTests(report({}), 0).failed).toBe(0)
})

test('a run that left no report counts as failed', () => {
  expect(countTests(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('the last line', () => {
  const counts = addCounts([
    { passed: 5, failed: 0, skipped: 0 },
    { passed: 2, failed: 0, skipped: 0 },
  ])
  expect(summaryLine(counts, { maySkip: false })).toEqual({ line: '7 passed, 0 failed', ok: true })
})

test('skipped tests are named, and fail where nothing may be skipped', () => {
  const counts = { passed: 7, failed: 1, skipped: 2 }
  expect(summaryLine(counts, { maySkip: true }).line).toBe('7 passed, 1 failed, 2 skipped')
  expect(summaryLine({ ...counts, failed: 0 }, { maySkip: true }).ok).toBe(true)
  expect(summaryLine({ ...counts, failed: 0 }, { maySkip: false })).toEqual({
    line: '7 passed, 2 failed, 2 skipped',
    ok: false,
  })
})

test('no test at all is no success', () => {
  expect(summaryLine({ passed: 0, failed: 0, skipped: 0 }, { maySkip: true }).ok).toBe(false)
})
