import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person, TestApp } from '../src/testing/app.ts'
import { until } from '../src/testing/until.ts'
import { screenshot } from './browser.ts'

/** A signed-in person: the browser has the session, `client` calls as them to prepare what a test needs. */
export async function signInQuietly(context: BrowserContext, app: TestApp, email: string): Promise<Person> {
  const person = await app.signIn(email)
  await carrySession(context, app, person)
  return person
}

/** Gives the browser the session of somebody who is signed in already. */
export async function carrySession(context: BrowserContext, app: TestApp, person: Person): Promise<void> {
  await context.addCookies(
    person.cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: app.url }
    }),
  )
}

/** No violation of any axe rule on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, await axeFor(page))
}

/** The rest of axe's rules see the same in light and dark. */
export async function expectLegible(page: Page): Promise<void> {
  await expectNoViolation(page, (await axeFor(page)).withRules(['color-contrast', 'link-in-text-block']))
}

/** Half a megabyte of source that a document need get only once; of what is in order nothing need be told. */
async function axeFor(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate<boolean>(`typeof axe === 'object'`)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
  // Without frames there is nothing that needs a second page for each look.
  return axe.options({ resultTypes: ['violations'] }).setLegacyMode()
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const told = (node: (typeof violations)[number]['nodes'][number]) =>
    `${node.html} ${node.failureSummary ?? ''}`
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(told).join(' ')}`)
  expect(found, page.url()).toEqual([])
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const root = 'document.documentElement'
  const overflow = await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`)
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}

/**
 * The page has heard of the scheme (unless the person chose one), and in two frames nothing moved or changed colour.
 * Asked again and again, because an animation whose element leaves the page never says that it has finished.
 */
async function settled(page: Page): Promise<void> {
  let calm = 0
  await until(async () => {
    calm = (await page.evaluate<boolean>(isCalm)) ? calm + 1 : 0
    return calm === 2
  })
}

/** A window that draws no frame is waited for a tenth of a second. */
const isCalm = `Promise.race([
    new Promise((resolve) => requestAnimationFrame(resolve)),
    new Promise((resolve) => setTimeout(resolve, 100)),
  ]).then(() => {
    const chosen = localStorage.getItem('mantine-color-scheme-value')
    const wanted = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
    const told = document.documentElement.dataset.mantineColorScheme
    const knows = chosen === 'light' || chosen === 'dark' || told === undefined || told === wanted
    const moving = document.getAnimations().filter((one) => one.playState === 'running')
    return knows && moving.every((one) => one.effect.getTiming().iterations === Infinity)
  })`

const widths = [1280, 390] as const
const schemes = ['light', 'dark'] as const

/**
 * The page as it stands, in light and dark, wide and narrow: kept as screenshots, clean for axe, nothing cut off
 * at the side. The viewport is put back.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      await (colorScheme === 'light' ? expectAccessible(page) : expectLegible(page))
      await screenshot(page, `${name}-${width}-${colorScheme}`)
    }
    await expectNoSidewaysScroll(page)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (before) await page.setViewportSize(before)
}
