import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartupError } from '../../startup-error.ts'

/**
 * A folder outside the clone that every account may pass through; only needed as root with a clone that the
 * Postgres account can't reach. Ours alone to write: what lies there is executed.
 */
export function sharedFolder(
  candidates: string[] = ['/var/lib/jobpilot', path.join(os.tmpdir(), 'jobpilot-root')],
): string {
  for (const folder of candidates) if (claim(folder)) return folder
  throw new StartupError(
    `Postgres can't reach this clone, and none of ${candidates.join(', ')} can be written. Move the clone to a folder that every account may enter, or set DATABASE_URL.`,
  )
}

function claim(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    const { uid, mode } = lstatSync(folder)
    const isFolder = lstatSync(folder).isDirectory()
    if (!isFolder || uid !== process.getuid?.() || (mode & 0o022) !== 0) return false
    chmodSync(folder, 0o755)
    return true
  } catch {
    return false
  }
}
