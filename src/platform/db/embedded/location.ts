import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { ensureDataDir } from '../../config/local-secret.ts'
import { StartupError } from '../../startup-error.ts'
import { noteOwner, removeAbandoned } from './abandoned.ts'
import { canReach, isRoot, postgresAccount, type Account } from './account.ts'
import { sharedFolder } from './shared-folder.ts'

/** Where a DATA_DIR keeps its Postgres, and whom that runs as. */
export interface Location {
  /** Holds `cluster/` and drafts of it. */
  home: string
  account: Account | null
  /** The data lies outside DATA_DIR, because the Postgres account can't reach that. */
  elsewhere: boolean
}

export const dataFolder = (home: string): string => path.join(home, 'cluster', 'data')

export function locate(dataDir: string): Location {
  ensureDataDir(dataDir)
  const pointer = path.join(dataDir, 'postgres-location')
  const inside = path.join(dataDir, 'postgres')
  if (existsSync(pointer)) return at(readFileSync(pointer, 'utf8').trim(), true)
  const account = postgresAccount(dataFolder(inside))
  if (canReach(dataDir, account)) return at(inside, false)
  if (existsSync(dataFolder(inside))) {
    throw new StartupError(
      `The database in ${inside} can't be reached by the account that runs Postgres (uid ${account?.uid}): a folder above it is closed to others. Open it (chmod o+x), or move DATA_DIR.`,
    )
  }
  const shared = sharedFolder()
  removeAbandoned(shared, dataFolder)
  const location = at(pointElsewhere(pointer, shared), true)
  noteOwner(location.home, realpathSync(dataDir))
  return location
}

function at(home: string, elsewhere: boolean): Location {
  mkdirSync(home, { recursive: true })
  if (isRoot()) chmodSync(home, 0o711)
  return { home, elsewhere, account: postgresAccount(dataFolder(home)) }
}

/** Of two starters at once the first to link its pointer decides; the other reads it. */
function pointElsewhere(pointer: string, shared: string): string {
  const home = path.join(shared, `data-${randomBytes(6).toString('hex')}`)
  const draft = `${pointer}.${process.pid}`
  writeFileSync(draft, `${home}\n`)
  try {
    linkSync(draft, pointer)
  } catch (error) {
    if (!existsSync(pointer)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(pointer, 'utf8').trim()
}
