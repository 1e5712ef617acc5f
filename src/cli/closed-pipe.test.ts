import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const cli = path.resolve(import.meta.dirname, '../cli.ts')

test('a reader that leaves early is no failure and shows no stack', async () => {
  const child = spawn(process.execPath, [cli, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const complaint = text(child.stderr)
  const [code] = await once(child, 'exit')
  expect([code, await complaint]).toEqual([0, ''])
})
