import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartupError } from '../../startup-error.ts'

/** An operating-system account. */
export interface Account {
  uid: number
  gid: number
}

/** Postgres refuses to run as root; these may run it instead. */
const substitutes = ['postgres', 'nobody']

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Whom Postgres has to run as: null means as ourselves. As root it is the owner of an existing cluster,
 * else the first of the substitutes that this machine knows.
 */
export function postgresAccount(existingData: string): Account | null {
  if (!isRoot()) return null
  if (existsSync(existingData)) {
    const { uid, gid } = statSync(existingData)
    if (uid !== 0) return { uid, gid }
  }
  for (const name of substitutes) {
    const account = lookUp(name)
    if (account) return account
  }
  throw new StartupError(
    'Postgres refuses to run as root, and this machine has neither an account "postgres" nor "nobody". Start JobPilot as another user, or set DATABASE_URL.',
  )
}

function lookUp(name: string): Account | null {
  const id = (flag: string): number => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : Number.NaN
  }
  const account = { uid: id('-u'), gid: id('-g') }
  return Number.isInteger(account.uid) && Number.isInteger(account.gid) && account.uid !== 0 ? account : null
}

/** Whether the account may pass through every folder down to `target` and read it. */
export function canReach(target: string, account: Account | null): boolean {
  if (account === null) return true
  const real = nearestExisting(target)
  for (let folder = real; ; folder = path.dirname(folder)) {
    if (!mayPass(folder, account)) return false
    if (folder === path.dirname(folder)) return true
  }
}

function nearestExisting(target: string): string {
  let folder = path.resolve(target)
  while (!existsSync(folder)) folder = path.dirname(folder)
  return realpathSync(folder)
}

function mayPass(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
