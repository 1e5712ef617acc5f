import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { AppProcess } from './app-process.ts'
import type { Counted, FollowersOrder } from './events-followers.ts'
import type { EventPerson } from './events-people.ts'
import type { EventWriter } from './events-writer.ts'

export interface Exactness extends Counted {
  /** Events committed. */
  events: number
  followers: number
  /** Servers killed with -9. */
  kills: number
}

export interface ExactnessOptions {
  writer: EventWriter
  people: EventPerson[]
  events: number
  startServer: () => Promise<AppProcess>
}

const script = fileURLToPath(new URL('./events-followers.ts', import.meta.url))
const FOLLOWERS_EACH = 2
const WRITERS = 6
const WAIT_MS = 60_000
const countedSchema = z.object({
  missing: z.number(),
  doubled: z.number(),
  outOfOrder: z.number(),
  received: z.number(),
  reconnects: z.number(),
})

/** Commits of one to forty events until there are enough; how many each person has in the end. */
async function writeAll({ writer, people, events }: ExactnessOptions): Promise<number[]> {
  const totals = people.map(() => 0)
  let left = events
  const write = async (): Promise<void> => {
    while (left > 0) {
      const at = Math.floor(Math.random() * people.length)
      const person = people[at]
      const count = Math.min(left, 1 + Math.floor(Math.random() * 40))
      left -= count
      if (!person) continue
      const { seq } = await writer.append(person, count)
      totals[at] = Math.max(totals[at] ?? 0, seq)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
  return totals
}

/**
 * Two servers, of which one after the other is killed and started again; followers that leave at random and go to either.
 * Everybody must get every event once and in order.
 */
export async function measureExactness(options: ExactnessOptions): Promise<Exactness> {
  const { people, startServer } = options
  const servers = await Promise.all([startServer(), startServer()])
  const child = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const followed = people.flatMap((person) => Array.from({ length: FOLLOWERS_EACH }, () => person))
  const urls = (): string[] => servers.map(({ url }) => url)
  let writing = true
  let kills = 0
  const killing = async (): Promise<void> => {
    for (let at = 0; ; at = 1 - at) {
      await delay(1_500)
      if (!writing) return
      const server = servers[at]
      if (!server) return
      process.kill(server.pid, 'SIGKILL')
      kills++
      await server.stop()
      servers[at] = await startServer()
      child.send({ urls: urls() })
    }
  }
  try {
    child.send({ urls: urls(), tokens: followed.map(({ token }) => token) } satisfies FollowersOrder)
    const killed = killing()
    const totals = await writeAll(options)
    writing = false
    await killed
    child.send({ totals: followed.map((person) => totals[people.indexOf(person)] ?? 0), waitMs: WAIT_MS })
    const [message] = await once(child, 'message')
    const events = totals.reduce((sum, total) => sum + total, 0)
    return { events, followers: followed.length, kills, ...countedSchema.parse(message) }
  } finally {
    writing = false
    child.disconnect()
    await Promise.all([once(child, 'exit'), ...servers.map((server) => server.stop())])
  }
}
