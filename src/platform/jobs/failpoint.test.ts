import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const failpointModule = fileURLToPath(new URL('failpoint.ts', import.meta.url))

/** How a process ends that reaches the point with this setting. */
function reach(point: string, attempt: number, setting: string | null, appEnv = 'test'): string {
  const code = `
    const { hitFailpoint } = await import(${JSON.stringify(failpointModule)})
    hitFailpoint(${JSON.stringify({ appEnv, failpoint: setting })}, ${JSON.stringify(point)}, ${attempt})
    process.exit(7)`
  const { status, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code])
  return signal ?? String(status)
}

const point = 'before-commit:intake.read'

test('kills at its point, on the first attempt', () => {
  expect(reach(point, 1, point)).toBe('SIGKILL')
  expect(reach(point, 2, point)).toBe('7')
  expect(reach('after-commit:intake.read', 1, point)).toBe('7')
})

test('kills on another attempt, or on any, when told so', () => {
  expect(reach(point, 1, `${point}:attempt=2`)).toBe('7')
  expect(reach(point, 2, `${point}:attempt=2`)).toBe('SIGKILL')
  expect(reach(point, 3, `${point}:attempt=any`)).toBe('SIGKILL')
})

test('does nothing outside of tests, and nothing when unset', () => {
  expect(reach(point, 1, point, 'production')).toBe('7')
  expect(reach(point, 1, null)).toBe('7')
})
