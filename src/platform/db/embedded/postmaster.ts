import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'

/** What postmaster.pid says about the server of a data folder. */
export interface Postmaster {
  pid: number
  port: number
}

/**
 * The running server of this data folder, or null. A file left by a crash whose process id now belongs to
 * another program is removed, since Postgres would refuse to start beside it.
 */
export function findPostmaster(data: string): Postmaster | null {
  const file = path.join(data, 'postmaster.pid')
  const lines = readLines(file)
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null
  if (isSomebodyElses(pid)) return null
  if (isForeign(pid, data)) {
    if (readLines(file)[0] === lines[0]) rmSync(file, { force: true })
    return null
  }
  return { pid, port: Number.isInteger(port) ? port : 0 }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Runs and is no zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return !isZombie(pid)
}

/** A server of ours runs as us, or we are root. */
function isSomebodyElses(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Certainly not the server of this data folder; when in doubt, false. */
function isForeign(pid: number, data: string): boolean {
  if (process.platform === 'win32') return false
  if (process.platform === 'linux') {
    try {
      // A postmaster's working directory is its data folder, and stays so when that is moved.
      return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(data)
    } catch {
      return false
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 && !stdout.includes('postgres')
}
