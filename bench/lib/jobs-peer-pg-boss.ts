import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { chunksOf, SEED_CHUNK, type OpenPeer } from './jobs-peer.ts'

const QUEUE = 'noop'

/** Fetches 500 at a time, and is woken rather than waiting for its next poll. */
export const openPgBoss: OpenPeer = async ({ connectionString, superuserConnectionString }, onStart) => {
  const boss = new PgBoss({ connectionString, max: 10 })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue(QUEUE)
  const onlooker = new pg.Client({ connectionString: superuserConnectionString })
  await onlooker.connect()
  let workerId = ''
  return {
    async seed(count) {
      for (const size of chunksOf(count, SEED_CHUNK)) {
        const jobs = Array.from({ length: size }, () => ({ data: { askedAt: 0 } }))
        await boss.insert(QUEUE, jobs)
      }
      await onlooker.query('vacuum analyze')
    },
    async enqueue(askedAt) {
      await boss.send(QUEUE, { askedAt })
      boss.notifyWorker(workerId)
    },
    async work() {
      const options = { batchSize: 500, pollingIntervalSeconds: 0.5 }
      workerId = await boss.work<{ askedAt: number }>(QUEUE, options, async (jobs) => {
        for (const { data } of jobs) onStart(data.askedAt)
        // There may be more: it would sleep until its next poll.
        boss.notifyWorker(workerId)
      })
    },
    async isDone() {
      const { rows } = await onlooker.query<{ some: boolean }>(
        `select exists (select from pgboss.job where name = $1 and state < 'completed') as some`,
        [QUEUE],
      )
      return !rows[0]?.some
    },
    async close() {
      await boss.stop({ graceful: false })
      await onlooker.end()
    },
  }
}
