import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { ChildOrder } from './jobs-child.ts'

const script = fileURLToPath(new URL('./jobs-child.ts', import.meta.url))

const replySchema = z.union([z.object({ figures: z.unknown() }), z.object({ error: z.string() })])

/** One measurement in a process of its own; ended by force when it takes longer than `limitMs`. */
export async function measureInChild<T>(
  order: ChildOrder,
  schema: z.ZodType<T>,
  limitMs: number,
): Promise<T> {
  const child = fork(script, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NO_LOG_SUCCESS: '1' },
  })
  const ended = once(child, 'exit')
  const overdue = setTimeout(() => child.kill('SIGKILL'), limitMs)
  try {
    const heard = once(child, 'message')
    child.send(order)
    const reply = await Promise.race([
      heard.then(([message]) => replySchema.parse(message)),
      ended.then(() => null),
    ])
    if (!reply) throw new Error(`${order.peer}, ${order.what.act}: ended without an answer`)
    if ('error' in reply) throw new Error(`${order.peer}, ${order.what.act}: ${reply.error}`)
    return schema.parse(reply.figures)
  } finally {
    await ended
    clearTimeout(overdue)
  }
}

export interface Running {
  child: ChildProcess
  pid: number
  /** SIGTERM, and SIGKILL for its whole group when that is not enough. */
  stop(): Promise<void>
}

/** A server or worker in a process group of its own. */
export function startProcess(
  command: string,
  args: string[],
  options: { cwd: string; env?: Record<string, string> },
): Running {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const ended = once(child, 'exit')
  ended.catch(() => undefined)
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} did not start`)
  return {
    child,
    pid,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await Promise.race([ended, delay(10_000)])
      }
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // Nobody of the group is left.
      }
      await ended
    },
  }
}
