import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { buildWebWhenStale } from './build-web.ts'
import { stopWithParent } from './stop-with-parent.ts'

/**
 * `npm start`: a current web build, then the server in this same process, so that signals reach it.
 * `npm run build`: the web build alone.
 */
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
enableCompileCache()
try {
  buildWebWhenStale(root)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
stopWithParent('start')
if (process.argv[2] !== 'build') await import('../src/main.ts')
