import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { readEvents } from './events-reader.ts'

/**
 * Followers that leave, lose their server and come back after the last event they have, as EventSource does, in a
 * process of their own, run by fork(). They drop nothing and put nothing in order: what comes is counted.
 */
const orderSchema = z.object({ urls: z.array(z.string()), tokens: z.array(z.string()) })
export type FollowersOrder = z.infer<typeof orderSchema>
const messageSchema = z.union([
  orderSchema,
  /** Servers as of now. */
  z.object({ urls: z.array(z.string()) }),
  /** Everything is written: how many events each token's person has. */
  z.object({ totals: z.array(z.number()), waitMs: z.number() }),
])

export interface Counted {
  missing: number
  doubled: number
  outOfOrder: number
  received: number
  reconnects: number
}

let urls: string[] = []
let reconnects = 0
const random = (least: number, most: number): number => least + Math.random() * (most - least)

function follow(token: string) {
  const seen = new Set<number>()
  const count = { doubled: 0, outOfOrder: 0 }
  let last = 0
  let most = 0
  let leave = (): void => undefined
  let leaving: NodeJS.Timeout

  const open = (): void => {
    const url = urls[Math.floor(Math.random() * urls.length)] ?? ''
    leave = readEvents({
      url,
      token,
      after: last,
      onEvent(seq) {
        if (seen.has(seq)) count.doubled++
        else if (seq < most) count.outOfOrder++
        seen.add(seq)
        most = Math.max(most, seq)
        last = seq
      },
      onEnd: () => again(random(20, 300)),
    })
    leaving = setTimeout(
      () => {
        leave()
        again(0)
      },
      random(300, 5_000),
    )
  }
  const again = (afterMs: number): void => {
    reconnects++
    clearTimeout(leaving)
    setTimeout(open, afterMs)
  }
  open()
  return { seen, count }
}

let followers: ReturnType<typeof follow>[] = []

async function report(totals: number[], waitMs: number): Promise<Counted> {
  const deadline = performance.now() + waitMs
  const isDone = (): boolean => followers.every(({ seen }, at) => seen.size >= (totals[at] ?? 0))
  while (!isDone() && performance.now() < deadline) await delay(50)
  // What comes too often may come late.
  await delay(1_000)
  const sum = (of: (follower: ReturnType<typeof follow>, at: number) => number): number =>
    followers.map(of).reduce((total, one) => total + one, 0)
  return {
    missing: sum(({ seen }, at) => (totals[at] ?? 0) - seen.size),
    doubled: sum(({ count }) => count.doubled),
    outOfOrder: sum(({ count }) => count.outOfOrder),
    received: sum(({ seen }) => seen.size),
    reconnects,
  }
}

process.on('message', (raw) => {
  const message = messageSchema.parse(raw)
  if ('totals' in message) {
    void report(message.totals, message.waitMs).then((counted) => process.send?.(counted))
    return
  }
  urls = message.urls
  if ('tokens' in message) followers = message.tokens.map(follow)
})
process.once('disconnect', () => process.exit(0))
