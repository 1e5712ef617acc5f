import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** `npm run dev`: the server restarts and the web builds again on every change, all on one port. */
const root = path.resolve(import.meta.dirname, '..')
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const options = { cwd: root, stdio: 'inherit' } as const
const children = [
  spawn(process.execPath, [vite, 'build', '--watch', '--logLevel', 'warn'], options),
  spawn(process.execPath, ['--watch-path=src', '--watch-preserve-output', 'src/main.ts'], options),
]
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
await Promise.all(children.map((child) => once(child, 'exit')))
