import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { AppProcess } from './app-process.ts'
import type { ListenersOrder } from './events-listeners.ts'
import type { EventPerson } from './events-people.ts'
import { atRate, type EventWriter } from './events-writer.ts'
import { round } from './report.ts'

export interface LoadOptions {
  servers: AppProcess[]
  writer: EventWriter
  /** Who follows: one entry a subscriber. */
  subscribers: EventPerson[]
  /** Whose events are written, in turn. */
  topics: EventPerson[]
  eventsPerSecond: number
  seconds: number
  stock?: boolean
}

export interface LoadFigures {
  subscribers: number
  deliveries: number
  /** Deliveries that should have come and didn't. */
  missing: number
  /** Committed → received, ms. */
  p50: number
  p99: number
  /** Server CPU per delivery; null where the system doesn't tell. */
  microsPerDelivery: number | null
  kilobytesPerSubscriber: number | null
}

const script = fileURLToPath(new URL('./events-listeners.ts', import.meta.url))
const reportSchema = z.object({
  lost: z.number(),
  who: z.instanceof(Int32Array),
  seq: z.instanceof(Int32Array),
  at: z.instanceof(Float64Array),
})

/** CPU time in µs and resident memory in kB of the servers together. Linux alone tells it of other processes. */
async function readUse(servers: AppProcess[]): Promise<{ cpu: number; memory: number } | null> {
  try {
    const all = await Promise.all(
      servers.map(async ({ pid }) => {
        const stat = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
        const status = await readFile(`/proc/${pid}/status`, 'utf8')
        return {
          // Ticks of 10 ms, in user and in kernel mode.
          cpu: (Number(stat[11]) + Number(stat[12])) * 10_000,
          memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]),
        }
      }),
    )
    return {
      cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
      memory: all.reduce((sum, { memory }) => sum + memory, 0),
    }
  } catch {
    return null
  }
}

async function openListeners(order: ListenersOrder): Promise<ChildProcess> {
  const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send(order)
  await once(child, 'message')
  return child
}

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Opens the subscribers, writes at a steady rate for a while, and reports how the events arrived. */
export async function runLoad(options: LoadOptions): Promise<LoadFigures> {
  const { servers, writer, subscribers, topics, eventsPerSecond, seconds, stock = false } = options
  const before = await readUse(servers)
  const streams = subscribers.map(({ token }, at) => ({
    url: servers[at % servers.length]?.url ?? '',
    token,
  }))
  const child = await openListeners({ streams, stock })
  try {
    const write = (from: number) => async (index: number) => {
      const topic = topics[(from + index) % topics.length]
      if (!topic) return
      const { seq, at } = await writer.append(topic)
      committed.set(`${topic.userId} ${seq}`, at)
    }
    const committed = new Map<string, number>()
    await atRate(eventsPerSecond, 2, write(0))
    await delay(500)
    committed.clear()
    const quiet = await readUse(servers)
    await atRate(eventsPerSecond, seconds, write(eventsPerSecond * 2))
    await delay(1_000)
    const after = await readUse(servers)
    child.send('report')
    const [message] = await once(child, 'message')
    const report = reportSchema.parse(message)
    const latencies: number[] = []
    report.at.forEach((at, index) => {
      const userId = subscribers[report.who[index] ?? -1]?.userId ?? ''
      const since = committed.get(`${userId} ${report.seq[index] ?? 0}`)
      if (since !== undefined) latencies.push(at - since)
    })
    latencies.sort((a, b) => a - b)
    const followers = Map.groupBy(subscribers, ({ userId }) => userId)
    const due = [...committed.keys()].reduce(
      (sum, key) => sum + (followers.get(key.split(' ', 1)[0] ?? '')?.length ?? 0),
      0,
    )
    return {
      subscribers: subscribers.length,
      deliveries: latencies.length,
      missing: due - latencies.length,
      p50: round(percentile(latencies, 0.5), 1),
      p99: round(percentile(latencies, 0.99), 1),
      microsPerDelivery: quiet && after ? round((after.cpu - quiet.cpu) / latencies.length, 1) : null,
      kilobytesPerSubscriber:
        before && after ? round((after.memory - before.memory) / subscribers.length, 1) : null,
    }
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}
