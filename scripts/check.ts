import path from 'node:path'
import { runChecks } from './checks.ts'

/** `npm run check`: types, lint, format, import rules, unused code. */
const results = await runChecks(path.resolve(import.meta.dirname, '..'))
const failed = results.filter((result) => !result.passed).map((result) => result.check.name)
process.stdout.write(failed.length === 0 ? 'All checks passed.\n' : `Failed: ${failed.join(', ')}.\n`)
process.exitCode = failed.length === 0 ? 0 : 1
