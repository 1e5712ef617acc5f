import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { beyond, type Script } from './page-figures.ts'
import { openContext, openTab, quiet, readScripts, readSeen } from './page-tab.ts'

/** On /today the matches come last. */
export const WHOLE_TODAY = '[aria-label="New matches"] li'

export interface Visitor {
  browser: Browser
  url: string
  cookie: string
}

/** Scripts of /today, and of each other page those that come on top. */
export async function measureScripts(
  { browser, url, cookie }: Visitor,
  others: Record<string, string>,
): Promise<{ today: Script[]; more: Record<string, Script[]> }> {
  const fetchScripts = async (path: string) => {
    const context = await openContext(browser, url, cookie)
    const page = await openTab(context)
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await quiet(page)
    const scripts = await readScripts(page)
    await context.close()
    return scripts
  }
  const today = await fetchScripts('/today')
  const more: Record<string, Script[]> = {}
  for (const [name, path] of Object.entries(others)) more[name] = beyond(today, await fetchScripts(path))
  return { today, more }
}

/** The words of /today as they stand on the page. */
export async function readWords({ browser, url, cookie }: Visitor): Promise<string> {
  const context = await openContext(browser, url, cookie)
  const page = await openTab(context)
  await page.goto(`${url}/today`)
  await page.locator(WHOLE_TODAY).first().waitFor()
  await quiet(page)
  const words = await page.innerText('body')
  await context.close()
  return words
}

export interface Load {
  /** Largest contentful paint, ms after navigation began. */
  paint: number
  /** The longest task, 0 when none was longer than 50 ms. */
  longestTask: number
}

/** Of one address, run by run. */
export interface Loads {
  cold: Load[]
  warm: Load[]
  /** What the page's main thread took with an empty cache, not slowed down, ms; waiting for a processor not counted. */
  processorMs: number[]
}

/** A page, and what is on it once it is whole. */
export interface LoadTarget {
  address: string
  whole: string
}

async function load(page: Page, { address, whole }: LoadTarget): Promise<Load> {
  await page.goto(address)
  await page.locator(whole).first().waitFor()
  await quiet(page)
  const { paint, longTasks } = await readSeen(page)
  return { paint, longestTask: Math.max(0, ...longTasks) }
}

/** Opens an address with an empty cache, then once more in a new tab of the same browser. */
async function loadTwice(visitor: Visitor, target: LoadTarget, slowDown: number): Promise<[Load, Load]> {
  const context = await openContext(visitor.browser, visitor.url, visitor.cookie)
  const first = await openTab(context, slowDown)
  const cold = await load(first, target)
  await first.close()
  const warm = await load(await openTab(context, slowDown), target)
  await context.close()
  return [cold, warm]
}

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) })

async function loadCounting(visitor: Visitor, target: LoadTarget): Promise<number> {
  const context = await openContext(visitor.browser, visitor.url, visitor.cookie)
  const page = await openTab(context)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await load(page, target)
  const { metrics } = metricsSchema.parse(await devtools.send('Performance.getMetrics'))
  await context.close()
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
}

const COUNTED = 3

/** Each address by turns, so that a slow spell of the machine hits all; the first round warms up and isn't counted. */
export async function measureLoads(
  visitor: Visitor,
  targets: readonly LoadTarget[],
  { runs, slowDown }: { runs: number; slowDown: number },
): Promise<Loads[]> {
  const loads = targets.map((): Loads => ({ cold: [], warm: [], processorMs: [] }))
  for (let run = 0; run <= runs; run++) {
    for (const [at, target] of targets.entries()) {
      const [cold, warm] = await loadTwice(visitor, target, slowDown)
      if (run === 0) continue
      loads[at]?.cold.push(cold)
      loads[at]?.warm.push(warm)
      if (run <= COUNTED) loads[at]?.processorMs.push(await loadCounting(visitor, target))
    }
  }
  return loads
}
