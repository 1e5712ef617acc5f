import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { freePort } from '../../src/testing/free-port.ts'
import { startProcess } from './jobs-process.ts'

const run = promisify(execFile)

/** What the figures were last taken with; newer ones may differ. */
const BULLMQ = ['bullmq@6.7.0', 'ioredis@6.0.0']

export interface Redis {
  port: number
  pid: number
  version: string
  /** Sends one command and waits for the first answer. */
  ask(command: string): Promise<string>
  stop(): Promise<void>
}

async function askRedis(port: number, command: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    socket.write(`${command}\r\n`)
    const [answer] = await once(socket, 'data')
    return String(answer).trim()
  } finally {
    socket.destroy()
  }
}

/** A Redis of its own on loopback that writes nothing to disk; null when there is none on this machine. */
export async function startRedis(folder: string): Promise<Redis | null> {
  const found = await run('redis-server', ['--version']).catch(() => null)
  if (!found) return null
  const port = await freePort()
  const server = startProcess(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { cwd: folder },
  )
  const deadline = performance.now() + 10_000
  while ((await askRedis(port, 'PING').catch(() => null)) !== '+PONG') {
    if (performance.now() > deadline) {
      await server.stop()
      return null
    }
    await delay(20)
  }
  return {
    port,
    pid: server.pid,
    version: /v=(\S+)/.exec(found.stdout)?.[1] ?? '',
    ask: (command) => askRedis(port, command),
    stop: () => server.stop(),
  }
}

async function versionIn(folder: string): Promise<string | null> {
  try {
    const file = createRequire(path.join(folder, 'package.json')).resolve('bullmq/package.json')
    return z.object({ version: z.string() }).parse(JSON.parse(await readFile(file, 'utf8'))).version
  } catch {
    return null
  }
}

/**
 * A folder from which BullMQ can be loaded: this clone when somebody installed it there, else a temporary one. It is
 * no dependency of ours because an optional part of it needs a compiler on some machines.
 */
export async function findBullMq(
  clone: string,
  temporary: string,
): Promise<{ folder: string; version: string } | null> {
  const ours = await versionIn(clone)
  if (ours) return { folder: clone, version: ours }
  const folder = path.join(temporary, 'bullmq')
  await mkdir(folder, { recursive: true })
  const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts']
  await run('npm', ['install', ...flags, ...BULLMQ], {
    cwd: folder,
    timeout: 120_000,
    shell: process.platform === 'win32',
  }).catch(() => null)
  const version = await versionIn(folder)
  return version ? { folder, version } : null
}
