import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgresAccount } from './account.ts'
import { packageRoot, provideBinaries } from './binaries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-binaries-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function copyOfPackage(): string {
  const copy = path.join(folder, 'package')
  cpSync(packageRoot(), copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

const versionAs = (program: string, account: { uid: number; gid: number } | null) =>
  spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' })

test('completes the links and modes that an install without scripts leaves out', () => {
  chmodSync(folder, 0o755)
  const root = copyOfPackage()
  const lib = path.join(root, 'native', 'lib')
  for (const name of readdirSync(lib)) {
    if (lstatSync(path.join(lib, name)).isSymbolicLink()) rmSync(path.join(lib, name))
  }
  chmodSync(path.join(root, 'native', 'bin', 'initdb'), 0o644)
  const binaries = provideBinaries(null, { root, shared: [] })
  expect(versionAs(binaries.initdb, null).stdout).toMatch(new RegExp(`PostgreSQL\\) ${binaries.major}`))
})

// oxlint-disable-next-line vitest/no-conditional-tests -- only root meets these; for others there is nothing to skip
if (process.getuid?.() === 0)
  describe('as root, in a clone that is closed to others', () => {
    test('the programs are copied once to where the Postgres account can run them', () => {
      const shared = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-shared-'))
      const account = postgresAccount(folder)
      const root = copyOfPackage()
      spawnSync('chmod', ['-R', 'go-rwx', root])
      expect(versionAs(path.join(root, 'native', 'bin', 'postgres'), account).status).not.toBe(0)
      const binaries = provideBinaries(account, { root, shared: [shared] })
      expect(binaries.postgres.startsWith(shared)).toBe(true)
      for (const program of [binaries.initdb, binaries.postgres])
        expect(versionAs(program, account).status).toBe(0)
      const again = provideBinaries(account, { root, shared: [shared] })
      expect(again).toEqual(binaries)
      expect(readdirSync(shared)).toHaveLength(1)
      rmSync(shared, { recursive: true })
    })

    test('a folder that others may write is refused as a place for programs', () => {
      const open = path.join(folder, 'open')
      const root = copyOfPackage()
      spawnSync('mkdir', ['-m', '777', open])
      expect(() => provideBinaries(postgresAccount(folder), { root, shared: [open] })).toThrow(
        /Move the clone/,
      )
      expect(existsSync(path.join(open, 'bin'))).toBe(false)
    })
  })
