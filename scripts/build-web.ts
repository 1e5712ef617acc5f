import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Everything that the web build is made of. */
const sources = ['web/**/*.*', 'src/domains/*/{schema,errors}.ts', 'package-lock.json', 'vite.config.ts']

function sourcesHash(root: string): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).toSorted()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * Builds dist/web when its sources changed since the last build; true when it did. Built beside and renamed
 * into place, so that a server never sees half a build.
 */
export function buildWebWhenStale(root: string): boolean {
  const target = path.join(root, 'dist', 'web')
  const stamp = path.join(target, '.sources')
  const wanted = sourcesHash(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  process.stderr.write('Building the web (only when it changed) …\n')
  const draft = `${target}-${process.pid}`
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: root,
      // Tests run with NODE_ENV=test, which would build React's development version.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error('The web build failed; see above.')
  }
  writeFileSync(path.join(draft, '.sources'), wanted)
  putInPlace(draft, target)
  return true
}

/** Another starter may put its own build there in between; both are the same. */
function putInPlace(draft: string, target: string): void {
  for (let attempt = 1; ; attempt++) {
    rmSync(target, { recursive: true, force: true })
    try {
      renameSync(draft, target)
      return
    } catch (error) {
      if (attempt >= 5) throw error
    }
  }
}
