import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../client.ts'
import { asUser } from '../../platform/db/transaction.ts'
import { startWorker, type Worker } from '../../platform/jobs/run-worker.ts'
import { countingAgent, createEffectTable, tasks } from '../../testing/counting-agent.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { freePort } from '../../testing/free-port.ts'
import { throughStock } from '../../testing/stock-stream.ts'
import { until } from '../../testing/until.ts'
import { startWorkerProcess, type WorkerProcess } from '../../testing/worker-process.ts'
import { createToken } from '../account/create-token.ts'
import { startRun } from './start-run.ts'

let database: TestDatabase
let engine: TestEngine
let worker: Worker
let server: WorkerProcess

beforeAll(async () => {
  database = await createTestDatabase()
  engine = createTestEngine({ url: database.url, tasks })
  await createEffectTable(database.db)
  worker = await startWorker({ ctx: engine.ctx, tasks })
})
afterAll(async () => {
  await server.kill()
  await worker.stop()
  await engine.stop()
  await database.drop()
})

/** The real server, without a worker of its own. */
async function serve(port: number): Promise<WorkerProcess> {
  server = startWorkerProcess({ url: database.url, env: { ROLE: 'web', PORT: String(port) } })
  await server.ready
  return server
}

test('a client that follows the stream misses nothing and hears nothing twice while servers die', async () => {
  const { userId, token } = await createToken(engine.ctx, { email: 'ada@example.org' })
  const run = () =>
    asUser(engine.ctx.db, userId, (tx) =>
      startRun(tx, engine.ctx, countingAgent, { userId, input: { start: 1, stepMs: 5 } }),
    )
  const port = await freePort()
  await serve(port)
  let ended = false
  // Two clients at once: one of the events' own responder, one of tRPC's adapter.
  const followers = [fetch, throughStock].map((through) => {
    const seen: number[] = []
    const client = createClient({ url: `http://127.0.0.1:${port}`, token, fetch: through })
    const { unsubscribe } = client.agents.events.subscribe(
      {},
      {
        onData: ({ data }) => seen.push(data.seq),
        onError: () => (ended = true),
        onComplete: () => (ended = true),
      },
    )
    return { seen, unsubscribe }
  })
  try {
    const all = (runs: number) =>
      until(async () => followers.every(({ seen }) => seen.length >= runs * 9), 15_000)
    await Promise.all([run(), run()])
    await all(2)
    await server.kill()
    await run()
    await serve(port)
    await run()
    await all(4)
    await server.stop()
    await run()
    await serve(port)
    await all(5)
    expect(ended).toBe(false)
  } finally {
    for (const { unsubscribe } of followers) unsubscribe()
  }
  for (const { seen } of followers) expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => index + 1))
}, 60_000)
