import { setTimeout as delay } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { interactionDurations } from './page-figures.ts'
import type { Visitor } from './page-load.ts'
import { forget, openContext, openTab, quiet, readSeen } from './page-tab.ts'

/** Where things are on a page with a list. */
interface ListPage {
  path: string
  search: (page: Page) => Locator
  /** Buttons or links that each change a filter. */
  filters: (page: Page) => Locator
  /** Of the first row. */
  firstRow: (page: Page) => Locator
}

export const matchesPage: ListPage = {
  path: '/matches',
  search: (page) => page.getByRole('searchbox', { name: 'Search matches' }),
  filters: (page) => page.getByRole('group', { name: 'Verdict' }).getByRole('button'),
  firstRow: (page) => page.getByRole('list', { name: 'Matches' }).getByRole('link').first(),
}

export const applicationsPage: ListPage = {
  path: '/applications',
  search: (page) => page.getByRole('searchbox', { name: 'Search' }),
  filters: (page) => page.getByRole('navigation', { name: 'Stages' }).getByRole('link'),
  firstRow: (page) => page.getByRole('list', { name: 'Applications' }).getByRole('link').first(),
}

export interface Interactions {
  /** Ms from each input to the next paint. */
  durations: number[]
  /** The longest task meanwhile, also of what came after that paint; 0 when none was longer than 50 ms. */
  longestTask: number
}

async function watch(page: Page, count: number, act: () => Promise<void>): Promise<Interactions> {
  await quiet(page)
  await forget(page)
  await act()
  await quiet(page)
  const { events, longTasks } = await readSeen(page)
  return { durations: interactionDurations(events, count), longestTask: Math.max(0, ...longTasks) }
}

/** As fast as somebody types who knows how; the list follows in between. */
const KEY_PAUSE_MS = 120

async function press(page: Page, keys: readonly string[], pauseMs = KEY_PAUSE_MS): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await delay(pauseMs)
  }
}

async function type(page: Page, list: ListPage): Promise<Interactions> {
  await list.search(page).focus()
  const keys = [...'engineer team 42', ...Array.from({ length: 8 }, () => 'Backspace')]
  return watch(page, keys.length, () => press(page, keys))
}

/** Each filter on, then each off again, pressed where it lies: looking for it anew would cost the page time. */
async function filter(page: Page, list: ListPage): Promise<Interactions> {
  const boxes = await Promise.all((await list.filters(page).all()).map((button) => button.boundingBox()))
  const spots = boxes.filter((box) => box !== null)
  const clicks = [...spots, ...spots]
  return watch(page, clicks.length, async () => {
    for (const { x, y, width, height } of clicks) {
      await page.mouse.click(x + width / 2, y + height / 2)
      await delay(300)
    }
  })
}

async function stepThrough(page: Page, list: ListPage): Promise<Interactions> {
  const row = list.firstRow(page)
  if (await row.isVisible()) await row.focus()
  const keys = [...'j'.repeat(20), ...'k'.repeat(10)]
  return watch(page, keys.length, () => press(page, keys, 60))
}

async function hide(page: Page, list: ListPage): Promise<Interactions> {
  await list.firstRow(page).focus()
  const keys = [...'h'.repeat(8)]
  return watch(page, keys.length, () => press(page, keys, 300))
}

export interface Scrolling {
  frames: number
  /** Longer than 50 ms. */
  dropped: number
  worstMs: number
  pixels: number
}

const WHEEL_PX = 400

async function scroll(page: Page, pixels: number): Promise<Scrolling> {
  await page.mouse.move(640, 600)
  await quiet(page)
  await forget(page)
  await page.evaluate('globalThis.benchStop = benchSeen.watchFrames(), null')
  for (let done = 0; done < pixels; done += WHEEL_PX) {
    await page.mouse.wheel(0, WHEEL_PX)
    await delay(30)
  }
  const at = await page.evaluate<number>('benchStop(), scrollY')
  const { frames } = await readSeen(page)
  return {
    frames: frames.length,
    dropped: frames.filter((ms) => ms > 50).length,
    worstMs: Math.max(0, ...frames),
    pixels: at,
  }
}

const acts = { typing: type, filter, 'j and k': stepThrough, hide }
export type Act = keyof typeof acts

export interface ListFigures {
  interactions: Partial<Record<Act, Interactions>>
  scrolling: Scrolling | null
}

/** Each kind of interaction on a page opened anew, at a slowed-down processor. */
export async function measureList(
  { browser, url, cookie }: Visitor,
  list: ListPage,
  { slowDown, kinds, scrollPx = 0 }: { slowDown: number; kinds: readonly Act[]; scrollPx?: number },
): Promise<ListFigures> {
  const context = await openContext(browser, url, cookie)
  const open = async () => {
    const page = await openTab(context, slowDown)
    await page.goto(url + list.path)
    await list.search(page).waitFor()
    await quiet(page)
    return page
  }
  const figures: ListFigures = { interactions: {}, scrolling: null }
  for (const kind of kinds) {
    const page = await open()
    figures.interactions[kind] = await acts[kind](page, list)
    await page.close()
  }
  if (scrollPx > 0) figures.scrolling = await scroll(await open(), scrollPx)
  await context.close()
  return figures
}
