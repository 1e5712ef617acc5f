import { z } from 'zod'

/** The parts of vitest's JSON report that the summary needs. */
export const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})
export type VitestReport = z.infer<typeof vitestReport>

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What a run of vitest comes to; no report means it never got that far. */
export function countTests(report: VitestReport | null, exitCode: number | null): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  // A file that could not even be loaded has no tests to count.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  // Coverage under its threshold and errors outside of tests show in the exit code only.
  const unnamed = failed === 0 && exitCode !== 0 ? 1 : 0
  return {
    passed: report.numPassedTests,
    failed: failed + unnamed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export const addCounts = (counts: Counts[]): Counts =>
  counts.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** The last line of `npm test`. Where nothing may be skipped, a skipped test counts as failed. */
export function summaryLine(counts: Counts, options: { maySkip: boolean }): { line: string; ok: boolean } {
  const { passed, skipped } = counts
  const failed = counts.failed + (options.maySkip ? 0 : skipped)
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return { line, ok: failed === 0 && passed > 0 }
}
