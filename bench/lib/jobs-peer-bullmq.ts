import { createRequire } from 'node:module'
import path from 'node:path'
import { chunksOf, SEED_CHUNK, type OpenPeer } from './jobs-peer.ts'

const QUEUE = 'noop'

/** What is used of BullMQ, which no lock file of ours holds. */
interface BullMq {
  Queue: new (name: string, options: object) => Queue
  Worker: new (
    name: string,
    process: (job: { data: { askedAt: number } }) => Promise<void>,
    options: object,
  ) => Worker
}

interface Queue {
  add(name: string, data: object, options: object): Promise<unknown>
  addBulk(jobs: { name: string; data: object; opts: object }[]): Promise<unknown>
  getJobCounts(...states: string[]): Promise<Record<string, number>>
  close(): Promise<void>
}

interface Worker {
  on(event: 'error', listener: (error: Error) => void): void
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}

/** Fifty at a time; what is done is forgotten. */
export const openBullMq: OpenPeer = async ({ redisPort, bullmqFolder }, onStart) => {
  // Not installed with us, so nobody checks its types for us.
  const bullmq = createRequire(path.join(bullmqFolder, 'package.json'))('bullmq') as BullMq
  const connection = { host: '127.0.0.1', port: redisPort, maxRetriesPerRequest: null }
  const queue = new bullmq.Queue(QUEUE, { connection })
  const opts = { removeOnComplete: true }
  let worker: Worker | null = null
  return {
    async seed(count) {
      for (const size of chunksOf(count, SEED_CHUNK)) {
        await queue.addBulk(Array.from({ length: size }, () => ({ name: QUEUE, data: { askedAt: 0 }, opts })))
      }
    },
    async enqueue(askedAt) {
      await queue.add(QUEUE, { askedAt }, opts)
    },
    async work() {
      worker = new bullmq.Worker(QUEUE, async ({ data }) => onStart(data.askedAt), {
        connection,
        concurrency: 50,
      })
      worker.on('error', (error) => console.error(error))
      await worker.waitUntilReady()
    },
    async isDone() {
      const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active')
      return waiting + active === 0
    },
    async close() {
      await worker?.close()
      await queue.close()
    },
  }
}
