import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { explainFileError, StartupError } from '../startup-error.ts'

/** Creates DATA_DIR; as root others may pass through it, because Postgres runs as somebody else there. */
export function ensureDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/** The secret of this DATA_DIR, made on first use. Two starters at once end up with the same one. */
export function localSecret(dataDir: string): string {
  try {
    return readOrMake(dataDir)
  } catch (error) {
    throw explainFileError(error, dataDir)
  }
}

function readOrMake(dataDir: string): string {
  const file = path.join(dataDir, 'auth-secret')
  const known = readSecret(file)
  if (known) return known
  ensureDataDir(dataDir)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readSecret(file) ?? ''
}

function readSecret(file: string): string | null {
  if (!existsSync(file)) return null
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) {
    throw new StartupError(
      `${file} holds no secret. Delete it to get a new one (everyone signs in again then).`,
    )
  }
  return secret
}
