import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findPostmaster, isAlive } from './postmaster.ts'

/** Notes beside data that lies elsewhere which DATA_DIR it belongs to. */
export function noteOwner(home: string, dataDir: string): void {
  writeFileSync(path.join(home, 'data-dir'), dataDir)
}

/**
 * Removes the data of clones in the system's temporary folder that are gone: nobody else would. What belongs
 * to any other folder stays, since that may only be unmounted.
 */
export function removeAbandoned(shared: string, dataFolder: (home: string) => string): void {
  const temporary = realpathSync(os.tmpdir()) + path.sep
  for (const name of readdirSync(shared).filter((entry) => entry.startsWith('data-'))) {
    const home = path.join(shared, name)
    const note = path.join(home, 'data-dir')
    const dataDir = existsSync(note) ? readFileSync(note, 'utf8') : ''
    if (!dataDir.startsWith(temporary) || existsSync(dataDir)) continue
    const postmaster = findPostmaster(dataFolder(home))
    if (postmaster) quit(postmaster.pid)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Immediate shutdown, for its data is about to go; what still writes would keep folders from being removed. */
function quit(pid: number): void {
  process.kill(pid, 'SIGQUIT')
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let look = 0; look < 500 && isAlive(pid); look++) Atomics.wait(pause, 0, 0, 10)
}
