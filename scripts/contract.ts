import path from 'node:path'
import { appRouter } from '../src/router.ts'
import { acceptContract, checkContract } from './contract-gate.ts'
import { yields } from './contract-yields.ts'

/**
 * `npm run contract`: fails when the router breaks what contract/ promises to callers.
 * `npm run contract:accept -- "why"`: makes what the router is now the promise, with an entry in contract/CHANGELOG.md.
 */
const gate = { router: appRouter, yields, folder: path.resolve(import.meta.dirname, '..', 'contract') }
const [command, ...reason] = process.argv.slice(2)
const { passed, text } =
  command === 'accept' ? await acceptContract(gate, reason.join(' '), new Date()) : checkContract(gate)
process.stdout.write(`${text}\n`)
process.exitCode = passed ? 0 : 1
