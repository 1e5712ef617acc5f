import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { buildWebWhenStale } from './build-web.ts'

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
if (process.env['npm_lifecycle_event'] === 'start') stopWithParent()
if (process.argv[2] !== 'build') await import('../src/main.ts')

/** npm stands behind a shell that passes no signal on: when that shell is gone, we were meant as well. */
function stopWithParent(): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
