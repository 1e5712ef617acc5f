import { parseArgs, styleText } from 'node:util'
import { runFaults, type FaultReport } from './lib/faults-run.ts'
import { percentile } from './lib/faults-verdict.ts'
import { formatTable } from './lib/report.ts'

const usage = `Usage: npm run faults -- [--json] [--jobs N] [--kills N] [--restarts N] [--seed N]

Runs jobs on three workers while workers are killed and their database is restarted, stopped, cut off and filled up,
then counts what was lost or happened twice.`

const options = {
  json: { type: 'boolean', default: false },
  jobs: { type: 'string', default: '1000' },
  kills: { type: 'string', default: '20' },
  restarts: { type: 'string', default: '5' },
  seed: { type: 'string' },
} as const

function wholeNumber(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} must be a whole number`)
  return value
}

function readArguments(args: string[]) {
  const { values } = parseArgs({ args, options })
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber(values.seed, 'seed')
  return {
    json: values.json,
    seed,
    jobs: wholeNumber(values.jobs, 'jobs'),
    kills: wholeNumber(values.kills, 'kills'),
    restarts: wholeNumber(values.restarts, 'restarts'),
  }
}

function summary(report: FaultReport) {
  const recovery = (share: number): number | null => {
    const ms = percentile(report.recoveryMs, share)
    return ms === null ? null : Math.round(ms)
  }
  return {
    lost: report.lost.length,
    doubled: report.doubled.length,
    kills: report.kills,
    databaseRestarts: report.databaseRestarts,
    recoveryP95Ms: recovery(0.95),
    recoveryP50Ms: recovery(0.5),
    recoveryMaxMs: recovery(1),
    recoveriesMs: report.recoveryMs.map(Math.round),
    jobs: report.jobs,
    attempts: report.attempts,
    gracefulStops: report.stops,
    handedBack: report.handedBack,
    workersEndedByThemselves: report.casualties.length,
    hardships: report.hardships,
    refusals: report.refusals,
    notCovered: report.notCovered,
  }
}

function print(report: FaultReport): void {
  const { hardships, refusals: _refusals, notCovered, recoveriesMs, ...figures } = summary(report)
  console.log(`\n${styleText('bold', 'Faults')}`)
  console.log(formatTable({ title: '', columns: ['what', 'figure'], rows: Object.entries(figures) }))
  console.log(`recovery of each kill, ms: ${recoveriesMs.join(' ')}\n`)
  const rows = hardships.map(({ what, lastedMs, backAfterMs }) => [what, lastedMs, backAfterMs])
  console.log(formatTable({ title: '', columns: ['hardship', 'lasted ms', 'all back after ms'], rows }))
  for (const words of notCovered) console.log(`Not covered: ${words}`)
  const bad = { lost: report.lost, doubled: report.doubled, 'ended by itself': report.casualties }
  for (const [what, things] of Object.entries(bad)) {
    for (const thing of things.slice(0, 20)) console.error(`${what}: ${thing}`)
  }
}

async function main(args: string[]): Promise<number> {
  let chosen
  try {
    chosen = readArguments(args)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
  const { json, ...plan } = chosen
  const started = performance.now()
  const say = (line: string): void =>
    console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  say(`seed ${plan.seed}`)
  const long = {
    stops: 2,
    outageMs: 60_000,
    frozenMs: 10_000,
    frozenWorkerMs: 40_000,
    networkMs: 4_000,
    diskFullMs: 60_000,
  }
  const report = await runFaults({ ...plan, ...long, say })
  print(report)
  if (json) console.log(JSON.stringify({ ...summary(report), seed: plan.seed }))
  const stuck = report.hardships.filter(({ backAfterMs }) => backAfterMs === Number.POSITIVE_INFINITY)
  const wrong = [report.lost, report.doubled, report.casualties, stuck]
  return wrong.some((things) => things.length > 0) ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2))
