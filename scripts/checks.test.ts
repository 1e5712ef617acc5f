import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

let copy: string
beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-checks-'))
  for (const name of [...copied, ...hidden])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

async function plant(checkName: string, file: string, text: string): Promise<CheckResult> {
  const check = checks.find(({ name }) => name === checkName)
  if (!check) throw new Error(`no check ${checkName}`)
  const target = path.join(copy, file)
  writeFileSync(target, text)
  try {
    return await runCheck(copy, check)
  } finally {
    rmSync(target)
  }
}

test('an import against the layers', async () => {
  const result = await plant(
    'imports',
    'src/platform/planted.ts',
    "import { accountErrors } from '../domains/account/errors.ts'\nexport const planted = accountErrors\n",
  )
  expect(result.passed).toBe(false)
  expect(result.output).toContain(
    'platform-knows-no-domain: src/platform/planted.ts → src/domains/account/errors.ts',
  )
  expect(result.output).toContain('let the domain call it')
  expect(result.check.advice).toMatch(/Move the code to the layer/)
})

test('a web file that would drag the server into the browser', async () => {
  const result = await plant(
    'imports',
    'web/planted.ts',
    "import { loadConfig } from '../src/config.ts'\nloadConfig()\n",
  )
  expect(result.output).toContain('web-sees-contracts-only: web/planted.ts → src/config.ts')
})

test('an export that nothing uses', async () => {
  const result = await plant('unused', 'src/platform/planted.ts', 'export const plantedConstant = 1\n')
  expect(result.passed).toBe(false)
  expect(result.output).toMatch(/src\/platform\/planted\.ts/)
  expect(result.check.advice).toMatch(/Delete what nothing uses/)
})

test('a floating promise', async () => {
  const result = await plant(
    'lint',
    'src/platform/planted.ts',
    'export function planted(): void {\n  Promise.resolve(1)\n}\n',
  )
  expect(result.passed).toBe(false)
  expect(result.output).toMatch(/no-floating-promises[\s\S]*planted\.ts/)
  expect(result.check.advice).toMatch(/Await or handle promises/)
})

test('a function that does too much', async () => {
  const branches = Array.from({ length: 20 }, (_, n) => `  if (n === ${n}) return ${n * 2}`).join('\n')
  const result = await plant(
    'lint',
    'src/platform/planted.ts',
    `export function planted(n: number): number {\n${branches}\n  return 0\n}\n`,
  )
  expect(result.output).toMatch(/complexity/)
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
