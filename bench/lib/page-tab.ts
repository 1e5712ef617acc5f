import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { z } from 'zod'
import { chromiumFlags, findChromium } from '../../scripts/find-chromium.ts'
import type { Script, TimedEvent } from './page-figures.ts'

export function openChromium(): Promise<Browser> {
  const executablePath = findChromium(process.env)
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROMIUM_PATH.')
  return chromium.launch({ executablePath, headless: true, args: [...chromiumFlags] })
}

/** Text, for it runs in the page before the page's own scripts: gathers what the browser says about speed. */
const observers = `(() => {
  const seen = { paint: 0, longTasks: [], events: [], frames: [], words: [], clickedAt: 0, stirredAt: 0 }
  const observe = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more })
  const stir = () => { seen.stirredAt = performance.now() }
  observe('largest-contentful-paint', (entry) => { seen.paint = entry.startTime; stir() })
  observe('longtask', (entry) => { seen.longTasks.push(entry.duration); stir() })
  observe('resource', stir)
  observe('event', (entry) => seen.events.push({ interaction: entry.interactionId, duration: entry.duration }),
    { durationThreshold: 16 })
  performance.setResourceTimingBufferSize(5000)
  seen.watchFrames = () => {
    let before = performance.now()
    let watching = true
    const frame = (now) => {
      seen.frames.push(now - before)
      before = now
      if (watching) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    return () => { watching = false }
  }
  // What the page says of a run, each with the time of the frame that shows it.
  seen.watchWords = () => {
    seen.words = []
    addEventListener('click', (event) => { seen.clickedAt = event.timeStamp }, { capture: true, once: true })
    let last = ''
    const look = () => {
      for (const line of document.querySelectorAll('main [role="status"] span')) {
        const text = line.textContent
        if (text === last) continue
        last = text
        requestAnimationFrame(() => seen.words.push({ text, at: performance.now() }))
      }
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    seen.stopWords = () => observer.disconnect()
  }
  globalThis.benchSeen = seen
})()`

const seenSchema = z.object({
  /** Start of the largest contentful paint, ms after navigation began. */
  paint: z.number(),
  longTasks: z.array(z.number()),
  events: z.array(z.object({ interaction: z.number(), duration: z.number() })),
  frames: z.array(z.number()),
  words: z.array(z.object({ text: z.string(), at: z.number() })),
  clickedAt: z.number(),
})
export type Seen = z.infer<typeof seenSchema> & { events: TimedEvent[] }

/** A context of its own begins with an empty cache; pages of one context share it. */
export async function openContext(browser: Browser, url: string, cookie = ''): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await context.addInitScript({ content: observers })
  await context.addCookies(
    cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return { name, value: value.join('='), url }
      }),
  )
  return context
}

/** A tab whose script runs as on a processor so many times slower. */
export async function openTab(context: BrowserContext, slowDown = 1): Promise<Page> {
  const page = await context.newPage()
  if (slowDown > 1) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  }
  return page
}

const QUIET_MS = 300
const QUIET_LIMIT_MS = 20_000

/** Waits until something is painted and nothing was fetched, painted large or computed long for a while. */
export async function quiet(page: Page): Promise<void> {
  const deadline = performance.now() + QUIET_LIMIT_MS
  while (performance.now() < deadline) {
    const calm = await page.evaluate<number>(
      'benchSeen.paint > 0 ? performance.now() - benchSeen.stirredAt : 0',
    )
    if (calm > QUIET_MS) return
    await delay(50)
  }
  throw new Error(`${page.url()} was still busy after ${QUIET_LIMIT_MS / 1_000} s`)
}

export async function readSeen(page: Page): Promise<Seen> {
  return seenSchema.parse(
    await page.evaluate<unknown>('(({ watchFrames, watchWords, stopWords, ...seen }) => seen)(benchSeen)'),
  )
}

/** What was seen so far no longer counts. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate('Object.assign(benchSeen, { events: [], longTasks: [], frames: [], words: [] }), null')
}

const scriptsSchema = z.array(z.object({ url: z.string(), transferred: z.number(), plain: z.number() }))

/** Every script that this tab has fetched so far. */
export async function readScripts(page: Page): Promise<Script[]> {
  return scriptsSchema.parse(
    await page.evaluate<unknown>(`performance.getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map(({ name, encodedBodySize, decodedBodySize }) =>
        ({ url: new URL(name).pathname, transferred: encodedBodySize, plain: decodedBodySize }))`),
  )
}
