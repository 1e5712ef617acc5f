import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { BareOrder } from './bare-server.ts'

const script = fileURLToPath(new URL('./bare-server.ts', import.meta.url))

export async function startBare(order: BareOrder): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(order)
  const [reply] = await once(child, 'message')
  const { port } = z.object({ port: z.number() }).parse(reply)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}
