import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { StartupError } from '../../startup-error.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { dataFolder, type Location } from './location.ts'
import { isAlive } from './postmaster.ts'

const secretsSchema = z.object({ superuserPassword: z.string(), password: z.string() })

/** A database cluster on disk with the passwords of its two logins. */
export interface Cluster extends z.infer<typeof secretsSchema> {
  /** cluster/: data, passwords, port, log. */
  folder: string
  data: string
  account: Account | null
  binaries: Binaries
}

export const SUPERUSER = 'jobpilot_admin'

/**
 * The cluster of this location, made when there is none: built in a folder beside and renamed into place, so
 * that it exists whole or not at all, and of two makers at once one wins.
 */
export async function ensureCluster(location: Location, binaries: Binaries): Promise<Cluster> {
  const folder = path.join(location.home, 'cluster')
  if (!existsSync(folder)) await createCluster(location, binaries, folder)
  const data = dataFolder(location.home)
  const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== binaries.major) {
    throw new StartupError(
      `The database in ${data} was made by Postgres ${version}, but this JobPilot brings ${binaries.major}. Dump it with Postgres ${version} and load it into a new DATA_DIR, or use DATABASE_URL.`,
    )
  }
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(path.join(folder, 'secrets.json'), 'utf8')))
  return { ...secrets, folder, data, account: location.account, binaries }
}

async function createCluster(location: Location, binaries: Binaries, folder: string): Promise<void> {
  removeAbandonedDrafts(location.home)
  const draft = path.join(location.home, `draft-${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(draft)
  if (location.account) chmodSync(draft, 0o711)
  const secrets = { superuserPassword: newPassword(), password: newPassword() }
  try {
    await initdb(draft, location.account, binaries, secrets.superuserPassword)
    writeFileSync(path.join(draft, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 })
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

const newPassword = (): string => randomBytes(24).toString('base64url')

async function initdb(
  draft: string,
  account: Account | null,
  binaries: Binaries,
  password: string,
): Promise<void> {
  const data = path.join(draft, 'data')
  const passwordFile = path.join(draft, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const file of [data, passwordFile]) chownSync(file, account.uid, account.gid)
  const sync = process.platform === 'linux' ? ['--sync-method=syncfs'] : []
  const options = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    '--no-instructions',
    ...sync,
  ]
  const { code, output } = await run(
    binaries.initdb,
    ['-D', data, '-U', SUPERUSER, `--pwfile=${passwordFile}`, ...options],
    account,
  )
  rmSync(passwordFile)
  if (code !== 0) throw new StartupError(`A new database could not be made in ${data}:\n${output.trim()}`)
}

function run(
  command: string,
  args: string[],
  account: Account | null,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...account,
      cwd: '/',
      env: postgresEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Little and fixed, so that a person's PG* variables or locale change nothing. */
export function postgresEnvironment(): Record<string, string> {
  const base = { LC_ALL: 'C', TZ: 'UTC' }
  return process.platform === 'win32'
    ? { ...base, SystemRoot: 'C:\\Windows' }
    : { ...base, PATH: '/usr/bin:/bin' }
}

/** Drafts whose maker was killed. */
function removeAbandonedDrafts(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^draft-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(path.join(home, name), { recursive: true, force: true })
  }
}
