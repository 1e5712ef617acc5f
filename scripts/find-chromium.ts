import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** No sandbox, for containers have none; no traffic of the browser's own. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** CHROMIUM_PATH, else a Chromium on PATH, else Playwright's own; null when there is none. */
export function findChromium(
  env: NodeJS.ProcessEnv,
  playwrights: string = chromium.executablePath(),
): string | null {
  const given = env['CHROMIUM_PATH']
  if (given) return isExecutable(given) ? given : null
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...onPath, playwrights].find(isExecutable) ?? null
}

/** Tries Playwright's download; needs the network, so it may well fail. */
export function downloadChromium(root: string): string | null {
  process.stdout.write('No Chromium found; trying Playwright’s download …\n')
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 120_000,
  })
  return findChromium(process.env)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
