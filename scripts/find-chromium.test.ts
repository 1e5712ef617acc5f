import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-chromium-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(name: string, mode = 0o755): string {
  const file = path.join(folder, name)
  writeFileSync(file, '')
  chmodSync(file, mode)
  return file
}

test('looks at CHROMIUM_PATH, then PATH, then Playwright’s own', () => {
  const own = program('playwrights')
  expect(findChromium({ PATH: folder }, own)).toBe(own)
  const onPath = program('google-chrome')
  expect(findChromium({ PATH: `/nowhere:${folder}` }, own)).toBe(onPath)
  const given = program('mine')
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: given }, own)).toBe(given)
})

test('takes nothing that cannot be run', () => {
  program('chromium', 0o644)
  expect(findChromium({ PATH: folder }, '/nowhere/chromium')).toBeNull()
  program('chrome')
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: '/nowhere/chromium' }, '/nowhere')).toBeNull()
})
