import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
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

/** Starting one takes longer than many a test, so those of a worker share it; it ends with the worker. */
let running: Browser | undefined

async function chromiumOfWorker(): Promise<Browser> {
  if (!running?.isConnected())
    running = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      headless: true,
      args: [...chromiumFlags],
    })
  return running
}

/** A real Chromium with an empty profile, of which nothing outlasts `close`. */
export async function openBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  const browser = await chromiumOfWorker()
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
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
      expect(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)))).toEqual([])
    },
  }
}

/** Kept as an artefact of the run; a JPEG, because a long page takes a tenth of a second to write as PNG. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.resolve('test-results/screenshots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.jpg`), type: 'jpeg', fullPage: true })
}
