import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runChecks } from './checks.ts'
import { downloadChromium, findChromium } from './find-chromium.ts'
import {
  addCounts,
  countTests,
  summaryLine,
  vitestReport,
  type Counts,
  type VitestReport,
} from './test-summary.ts'

/**
 * `npm test`: the checks, all tests with coverage, then the browser tests. With arguments (`npm test --
 * src/platform`) only the tests they name.
 */
const root = path.resolve(import.meta.dirname, '..')
const filters = process.argv.slice(2)
const isCi = process.env['CI'] === 'true'
const reports = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-reports-'))

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function readReport(file: string): VitestReport | null {
  return existsSync(file) ? vitestReport.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

function runVitest(project: string, args: string[], env: Record<string, string> = {}): Counts {
  say(`\n== ${project} tests`)
  const report = path.join(reports, `${project}.json`)
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', project, ...reporters, ...args],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    },
  )
  return countTests(readReport(report), status)
}

function runBrowserTests(): Counts {
  const chromium = findChromium(process.env) ?? downloadChromium(root)
  if (chromium) return runVitest('browser', [], { CHROMIUM_PATH: chromium })
  say(
    '\n!!! BROWSER TESTS SKIPPED: no Chromium found. Install one (apt-get install chromium) or set CHROMIUM_PATH.',
  )
  return { passed: 0, failed: 0, skipped: 1 }
}

async function runAll(): Promise<Counts> {
  say('== checks')
  const failedChecks = (await runChecks(root)).filter((result) => !result.passed)
  const checks: Counts = { passed: 0, failed: failedChecks.length, skipped: 0 }
  const counts = [checks, runVitest('unit', ['--coverage']), runBrowserTests()]
  for (const { check } of failedChecks) say(`Check failed: ${check.name} → ${check.advice}`)
  return addCounts(counts)
}

const counts = filters.length > 0 ? runVitest('unit', filters) : await runAll()
rmSync(reports, { recursive: true })
const { line, ok } = summaryLine(counts, { maySkip: !isCi })
if (isCi && counts.skipped > 0)
  say('With CI=true nothing may be skipped: each skipped test counts as failed.')
process.exitCode = ok ? 0 : 1
say(line)
