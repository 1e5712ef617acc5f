import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../src/testing/app.ts'
import { openBrowser, screenshot } from './browser.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())

test.each([
  [1280, 'light'],
  [360, 'dark'],
] as const)(
  'the page of the API is for everybody: %i px, %s',
  async (width, colorScheme) => {
    const browser = await openBrowser({ width, colorScheme })
    const { page } = browser
    await page.goto(`${app.url}/api`)
    await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'matches' }).click()
    await page.getByRole('heading', { name: 'matches', exact: true }).waitFor()
    await page.getByText('What it answers').first().click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    const [content = 0, window = 0] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )
    expect(content).toBeLessThanOrEqual(window)
    await screenshot(page, `api-${width}-${colorScheme}`)
    await browser.close()
  },
  120_000,
)
