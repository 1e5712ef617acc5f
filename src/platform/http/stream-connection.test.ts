import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { openRawStream, type RawStream } from '../../testing/raw-stream.ts'
import { until } from '../../testing/until.ts'
import { asWorker } from '../db/transaction.ts'
import { createHub } from '../events/create-hub.ts'
import { openStreamConnection, type StreamConnection } from './stream-connection.ts'

let server: Server
let folder = ''
let socketPath = ''
let opened: { connection: StreamConnection; outgoing: ServerResponse }[] = []
const streams: RawStream[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-stream-'))
  // Not TCP: there the kernel may take sixty megabytes before the server learns that nobody reads.
  socketPath = path.join(folder, 'socket')
  server = createServer((_request, outgoing) => {
    outgoing.writeHead(200)
    outgoing.flushHeaders()
    opened.push({ connection: openStreamConnection(outgoing), outgoing })
  }).listen(socketPath)
  await once(server, 'listening')
})
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close()
  opened = []
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function connect() {
  const stream = await openRawStream('http://localhost/', {}, socketPath)
  streams.push(stream)
  const [own] = opened
  if (!own) throw new Error('nothing was opened')
  return { stream, ...own }
}

test('a sign of life comes only where nothing else was written', async () => {
  const { stream, connection } = await connect()
  connection.write(Buffer.from('event '))
  connection.keepAlive(Buffer.from('ping '), 10_000)
  expect(await stream.untilText('event ')).toBe('event ')
  connection.keepAlive(Buffer.from('ping '), 0)
  expect(await stream.untilText('ping')).toBe('event ping ')
})

test('one that has ended takes nothing, waits for nothing, and minds neither', async () => {
  const { stream, connection } = await connect()
  connection.end()
  await stream.ended
  expect(connection.write(Buffer.from('late'))).toBe(true)
  await connection.drained()
  connection.keepAlive(Buffer.from('ping'), 0)
  connection.end()
  expect(stream.text()).toBe('')
})

test('a caller that takes nothing when its stream ends is cut', async () => {
  const { stream, connection, outgoing } = await connect()
  stream.answer.pause()
  while (connection.write(Buffer.alloc(64_000))) await new Promise((resolve) => setImmediate(resolve))
  connection.end()
  await connection.drained()
  expect(outgoing.destroyed).toBe(true)
})

const EVENTS = 100

/** Many large events at once, as a worker would commit them. */
async function appendMany({ ctx }: TestEngine, userId: string, runId: string): Promise<void> {
  await asWorker(ctx.db, async (tx) => {
    await sql`
      insert into run_event (user_id, seq, run_id, agent, type, words)
      select ${userId}::uuid, coalesce((select last_seq from event_sequence where user_id = ${userId}::uuid), 0) + n,
        ${runId}::uuid, 'test', 'progress', repeat('x', 10000)
      from generate_series(1, ${EVENTS}::int) n`.execute(tx)
    await sql`
      insert into event_sequence (user_id, last_seq) values (${userId}, ${EVENTS})
      on conflict (user_id) do update set last_seq = event_sequence.last_seq + ${EVENTS}`.execute(tx)
  })
  ctx.events.ring(userId)
}

test('a reader that stops reading holds no memory, and gets everything in order when it goes on', async () => {
  const database: TestDatabase = await createTestDatabase()
  const engine = createTestEngine({ url: database.url, tasks: [] })
  const userId = await engine.addPerson()
  const runId = engine.ctx.clock.uuid()
  await asWorker(engine.ctx.db, (tx) =>
    tx.insertInto('agent_run').values({ id: runId, user_id: userId, agent: 'test', input: '{}' }).execute(),
  )
  let rendered = 0
  const render = (row: { seq: number; words: string }) => (
    rendered++,
    Buffer.from(`${row.seq}${row.words}\n`)
  )
  const hub = createHub({ ...engine.ctx, render })
  const { stream, connection, outgoing } = await connect()
  const stop = hub.follow({
    userId,
    after: 0,
    sink: connection,
    onFailure: (error) => expect.unreachable(String(error)),
  })
  try {
    stream.answer.pause()
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, outgoing.writableLength)), 1)
    let appended = 0
    const append = async () => {
      await appendMany(engine, userId, runId)
      appended += EVENTS
      await until(async () => rendered >= appended)
    }
    // The kernel takes some before the connection is full.
    while (!outgoing.writableNeedDrain) await append()
    const held = outgoing.writableLength
    await append()
    await append()
    expect(outgoing.writableLength).toBe(held)
    let tail = ''
    const numbers: number[] = []
    stream.answer.removeAllListeners('data').on('data', (chunk: string) => {
      const lines = (tail + chunk).split('\n')
      tail = lines.pop() ?? ''
      for (const line of lines) numbers.push(Number.parseInt(line, 10))
    })
    stream.answer.resume()
    await until(async () => numbers.length >= appended)
    clearInterval(watch)
    expect(numbers).toEqual(Array.from({ length: appended }, (_, index) => index + 1))
    // What counts as slow, and one batch of the live feed beyond it.
    expect(most).toBeLessThan(1_300_000)
  } finally {
    stop()
    await engine.stop()
    await database.drop()
  }
})
