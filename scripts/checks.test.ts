import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checks, runCheck, type CheckResult } from './checks.ts'

/** Plants what the gates are for into a copy of the project and looks at what they say. */

const root = path.resolve(import.meta.dirname, '..')
const copied = [
  'src',
  'web',
  'migrations',
  'scripts',
  'bench',
  'e2e',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'knip.json',
  'kysely.config.ts',
]
const hidden = ['.oxlintrc.json', '.dependency-cruiser.cjs', '.prettierrc.json', '.prettierignore']

// The checks look at the whole project, and the machine may be busy.
vi.setConfig({ testTimeout: 90_000 })

let copy: string
beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-checks-'))
  for (const name of [...copied, ...hidden])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

/** `only`: look at the planted files alone, where the whole project would say no more and take longer. */
async function plant(checkName: string, files: Record<string, string>, only = false): Promise<CheckResult> {
  const check = checks.find(({ name }) => name === checkName)
  if (!check) throw new Error(`no check ${checkName}`)
  const planted = Object.keys(files)
  for (const file of planted) writeFileSync(path.join(copy, file), files[file] ?? '')
  try {
    const commands = only ? check.commands.map((command) => [...command, ...planted]) : check.commands
    return await runCheck(copy, { ...check, commands })
  } finally {
    for (const file of planted) rmSync(path.join(copy, file))
  }
}

test('imports against the layers', async () => {
  const upward =
    "import { accountErrors } from '../domains/account/errors.ts'\nexport const planted = accountErrors\n"
  const intoBrowser = "import { loadConfig } from '../src/config.ts'\nloadConfig()\n"
  const result = await plant('imports', { 'src/platform/planted.ts': upward, 'web/planted.ts': intoBrowser })
  expect(result.passed).toBe(false)
  expect(result.output).toContain(
    'platform-knows-no-domain: src/platform/planted.ts → src/domains/account/errors.ts',
  )
  expect(result.output).toContain('let the domain call it')
  expect(result.output).toContain('web-sees-contracts-only: web/planted.ts → src/config.ts')
  expect(result.check.advice).toMatch(/Move the code to the layer/)
})

test('a setting of a database session that outlives its transaction', async () => {
  const planted =
    "import { sql } from 'kysely'\nexport const planted = sql`select set_config('app.user_id', '1', false)`\n"
  const result = await plant('sessions', { 'src/platform/planted.ts': planted })
  expect(result.passed).toBe(false)
  expect(result.output).toContain("src/platform/planted.ts:2  set_config('app.user_id', '1', false)")
  expect(result.check.advice).toMatch(/set local/)
})

test('an export that nothing uses', async () => {
  const result = await plant('unused', { 'src/platform/planted.ts': 'export const plantedConstant = 1\n' })
  expect(result.passed).toBe(false)
  expect(result.output).toMatch(/src\/platform\/planted\.ts/)
  expect(result.check.advice).toMatch(/Delete what nothing uses/)
})

test('a floating promise, and a function that does too much', async () => {
  const branches = Array.from({ length: 20 }, (_, n) => `  if (n === ${n}) return ${n * 2}`).join('\n')
  const files = {
    'src/platform/planted.ts': 'export function planted(): void {\n  Promise.resolve(1)\n}\n',
    'src/platform/planted-branches.ts': `export function planted(n: number): number {\n${branches}\n  return 0\n}\n`,
  }
  const result = await plant('lint', files, true)
  expect(result.passed).toBe(false)
  expect(result.output).toMatch(/no-floating-promises[\s\S]*planted\.ts/)
  expect(result.output).toMatch(/complexity[\s\S]*planted-branches\.ts/)
  expect(result.check.advice).toMatch(/Await or handle promises/)
})

test('what is fine is let through', async () => {
  const fine = 'export async function planted(): Promise<number> {\n  return await Promise.resolve(1)\n}\n'
  expect((await plant('lint', { 'src/platform/planted.ts': fine }, true)).passed).toBe(true)
})

test('dependency-cruiser that sees nothing proves nothing', () => {
  const accept = checks.find(({ name }) => name === 'imports')?.accept
  expect(accept?.('✔ no dependency violations found (0 modules, 0 dependencies cruised)')).toMatch(
    /saw no modules/,
  )
  expect(accept?.('✔ no dependency violations found (396 modules, 1299 dependencies cruised)')).toBeNull()
})

test('a wrong value in .env stops the start with words and no stack', () => {
  writeFileSync(path.join(copy, '.env'), 'PORT=80a\nDATABSE_URL=postgres://u:hidden@localhost/x\n')
  const env = { PATH: process.env['PATH'] }
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    cwd: copy,
    env,
    encoding: 'utf8',
  })
  rmSync(path.join(copy, '.env'))
  expect(status).toBe(1)
  expect(stderr).toContain('PORT ("80a") is not a whole number from 0 to 65535. Example: PORT=3000')
  expect(stderr).toContain('Did you mean DATABASE_URL?')
  expect(stderr).not.toMatch(/hidden|\n\s+at /)
})
