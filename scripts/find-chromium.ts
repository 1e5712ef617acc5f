import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** CHROMIUM_PATH, else a Chromium on PATH, else null. */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const given = env['CHROMIUM_PATH']
  if (given) return isExecutable(given) ? given : null
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
