import { spawn } from 'node:child_process'
import path from 'node:path'

/** A gate of `npm run check`. */
export interface Check {
  name: string
  /** Program of node_modules/.bin with its arguments; several run one after the other. */
  commands: string[][]
  /** What to do when it fails. */
  advice: string
  /** A passing output may still prove nothing. */
  accept?: (output: string) => string | null
}

export interface CheckResult {
  check: Check
  passed: boolean
  output: string
  seconds: number
}

/** "0 modules, no violations" is what dependency-cruiser says when it can't read TypeScript. */
function sawModules(output: string): string | null {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0)
  return modules > 0
    ? null
    : 'dependency-cruiser saw no modules, so it proved nothing. Is `typescript` still version 6?'
}

export const checks: Check[] = [
  {
    name: 'types',
    commands: [
      ['tsc', '-p', '.'],
      ['tsc', '-p', 'web'],
      ['tsc', '-p', 'e2e'],
    ],
    advice: 'Make the types agree; `npx tsc -p .` (or `-p web`, `-p e2e`) shows it again.',
  },
  {
    name: 'lint',
    commands: [['oxlint', '--type-aware', '--quiet']],
    advice:
      "Each finding names its rule. Await or handle promises, split what is too complex; don't silence rules.",
  },
  {
    name: 'format',
    commands: [['prettier', '--check', '--log-level', 'warn', '.']],
    advice: 'Run: npm run format',
  },
  {
    name: 'imports',
    commands: [
      [
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err-long',
        'src',
        'web',
        'migrations',
        'scripts',
        'bench',
        'e2e',
      ],
    ],
    advice:
      'Move the code to the layer that may know both sides; CONTRIBUTING.md and .dependency-cruiser.cjs say who may import whom.',
    accept: sawModules,
  },
  {
    name: 'sessions',
    commands: [['node', 'scripts/session-settings.ts']],
    advice:
      'Use `set local …` or `set_config(…, true)`: what outlives its transaction goes with the pooled connection to the next person.',
  },
  {
    name: 'contract',
    commands: [['node', 'scripts/contract.ts']],
    advice:
      'Keep what callers rely on, or accept the break: npm run contract:accept -- "why" (docs/decisions/0011-the-contract.md).',
  },
  {
    name: 'unused',
    commands: [['knip']],
    advice: 'Delete what nothing uses, or stop exporting what only its own file uses.',
  },
]

async function run(root: string, command: string[]): Promise<{ code: number | null; output: string }> {
  const [program = '', ...args] = command
  const bin = path.join(root, 'node_modules', '.bin')
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  }
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(bin, program), args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

export async function runCheck(root: string, check: Check): Promise<CheckResult> {
  const started = performance.now()
  let passed = true
  let output = ''
  for (const command of check.commands) {
    const result = await run(root, command)
    output += result.output
    if (result.code !== 0) passed = false
  }
  const doubt = passed ? (check.accept?.(output) ?? null) : null
  const seconds = (performance.now() - started) / 1_000
  return {
    check,
    passed: passed && doubt === null,
    output: doubt === null ? output : `${output}\n${doubt}`,
    seconds,
  }
}

/** Runs every check, printing each; all run even when one fails. */
export async function runChecks(root: string): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of checks) {
    const result = await runCheck(root, check)
    results.push(result)
    process.stdout.write(describe(result))
  }
  return results
}

function describe({ check, passed, output, seconds }: CheckResult): string {
  const head = `${passed ? 'ok    ' : 'FAILED'} ${check.name.padEnd(8)} ${seconds.toFixed(1)} s\n`
  return passed ? head : `${head}${output.trimEnd()}\n→ ${check.name}: ${check.advice}\n`
}
