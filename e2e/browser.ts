import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { chromiumFlags } from '../scripts/find-chromium.ts'

export interface BrowserOptions {
  width?: number
  colorScheme?: 'light' | 'dark'
}

export interface TestBrowser {
  context: BrowserContext
  page: Page
  /** Closes, and fails when the console showed an error that no test expected. */
  close(): Promise<void>
  /** An error the test provokes on purpose (a refused request is logged by the browser). */
  expectConsoleError(pattern: RegExp): void
}

/** A real Chromium with an empty profile. */
export async function openBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'jobpilot-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    args: [...chromiumFlags],
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const problems: string[] = []
  const expected: RegExp[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  return {
    context,
    page,
    expectConsoleError: (pattern) => expected.push(pattern),
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
      expect(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)))).toEqual([])
    },
  }
}

/** Kept as an artefact of the run. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.resolve('test-results/screenshots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true })
}
