import path from 'node:path'
import { buildWebWhenStale } from './build-web.ts'
import { findChromium } from './find-chromium.ts'

/** Browser tests need a current web build and a browser. */
export default function setup(): void {
  buildWebWhenStale(path.resolve(import.meta.dirname, '..'))
  const chromium = findChromium(process.env)
  if (!chromium)
    throw new Error('No Chromium found: install one (apt-get install chromium) or set CHROMIUM_PATH.')
  process.env['CHROMIUM_PATH'] = chromium
}
