import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { z } from 'zod'
import { drainSchema, paceSchema, type Drain, type Pace } from './jobs-measure.ts'
import { startProcess } from './jobs-process.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./jobs-celery.py', import.meta.url))

export interface CeleryPlace {
  python: string
  redisPort: number
  folder: string
  /** Acknowledges when done and fetches one by one: the only setting that loses nothing when a worker dies. */
  acksLate: boolean
}

/** A Python that can import Celery and its Redis client; null: none. */
export async function findCelery(): Promise<{ python: string; version: string } | null> {
  for (const python of ['python3', '/usr/bin/python3', 'python']) {
    const found = await run(python, ['-c', 'import celery, redis; print(celery.__version__)'], {
      timeout: 20_000,
    }).catch(() => null)
    if (found) return { python, version: found.stdout.trim() }
  }
  return null
}

function settings({ redisPort, acksLate }: CeleryPlace): Record<string, string> {
  return {
    BENCH_REDIS_URL: `redis://127.0.0.1:${redisPort}/0`,
    BENCH_ACKS_LATE: acksLate ? '1' : '0',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

function startWorker(place: CeleryPlace) {
  return startProcess(place.python, [script, 'worker'], { cwd: place.folder, env: settings(place) })
}

/** Runs a command of the script; `onSeeded` is called when it has stored what it will measure. */
async function command<T>(
  place: CeleryPlace,
  args: (string | number)[],
  schema: z.ZodType<T>,
  onSeeded: () => void = () => undefined,
): Promise<T> {
  const child = spawn(place.python, [script, ...args.map(String)], {
    cwd: place.folder,
    env: { ...process.env, ...settings(place) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 300_000,
  })
  const ended = once(child, 'exit')
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'seeded') onSeeded()
    else last = line
  }
  const [code] = await ended
  if (code !== 0) throw new Error(`Celery, ${args.join(' ')}: ended with ${String(code)}`)
  return schema.parse(JSON.parse(last))
}

export async function drainCelery(
  place: CeleryPlace,
  { count, limitMs }: { count: number; limitMs: number },
): Promise<Drain> {
  let worker: ReturnType<typeof startWorker> | null = null
  try {
    return await command(place, ['drain', count, Math.ceil(limitMs / 1000)], drainSchema, () => {
      worker = startWorker(place)
    })
  } finally {
    await stopIfAny(worker)
  }
}

// As an argument: what a callback has assigned is `null` for the type checker.
async function stopIfAny(worker: ReturnType<typeof startWorker> | null): Promise<void> {
  await worker?.stop()
}

export function enqueueCelery(
  place: CeleryPlace,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<Pace> {
  return command(place, ['enqueue', count, atOnce], paceSchema)
}

export async function startsCelery(
  place: CeleryPlace,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Pace> {
  const worker = startWorker(place)
  try {
    return await command(place, ['starts', perSecond, seconds], paceSchema)
  } finally {
    await worker.stop()
  }
}
