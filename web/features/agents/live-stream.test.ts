import { afterEach, expect, test } from 'vitest'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { until } from '../../../src/testing/until.ts'
import { thisBrowser, type LiveBrowser } from './live-browser.ts'
import { createLiveStream, type LiveSource, type LiveStatus, type LiveStream } from './live-stream.ts'

const runId = '7f0f5a5e-3c7b-4a7e-9d53-0c8f8a9f2b11'

function event(seq: number): RunEvent {
  const at = new Date(seq * 1_000).toISOString()
  return { seq, runId, agent: 'match', type: 'progress', step: 'evidence', words: `${seq}`, data: {}, at }
}

/** A server that holds events and pushes them to whoever follows. */
function createServer(first: number) {
  const stored = Array.from({ length: first }, (_, index) => event(index + 1))
  const followers = new Set<{ onEvent: (event: RunEvent) => void; onStatus: (status: LiveStatus) => void }>()
  const asked: number[] = []
  const source: LiveSource = {
    readAfter: async (seq, limit) => stored.filter((one) => one.seq > seq).slice(0, limit),
    readNewest: async (limit) => stored.slice(-limit),
    follow(after, handlers) {
      asked.push(after)
      followers.add(handlers)
      handlers.onStatus('live')
      for (const one of stored.filter(({ seq }) => seq > after)) handlers.onEvent(one)
      return () => void followers.delete(handlers)
    },
  }
  const append = (count: number): void => {
    for (let left = count; left > 0; left--) {
      const one = event(stored.length + 1)
      stored.push(one)
      for (const { onEvent } of followers) onEvent(one)
    }
  }
  return { source, append, connections: () => followers.size, asked }
}

/** Tabs of one browser: real broadcast channels, a lock that falls to the next in line, sleep on request. */
function createBrowser() {
  const held = new Map<string, Promise<void>>()
  const tab = (): { browser: LiveBrowser; sleep: () => void; wake: () => void } => {
    let asleep = false
    let onWake: () => void = () => undefined
    const browser: LiveBrowser = {
      openChannel(name, onMessage) {
        // A sleeping tab hears nothing of what the others say.
        return thisBrowser.openChannel(name, (data) => {
          if (!asleep) onMessage(data)
        })
      },
      async inTurn(name, signal, work) {
        const before = held.get(name) ?? Promise.resolve()
        const own = before.then(() => (signal.aborted ? undefined : work()))
        held.set(name, own)
        await own
      },
      onWake(listener) {
        onWake = listener
        return () => undefined
      },
    }
    return {
      browser,
      sleep: () => (asleep = true),
      wake: () => {
        asleep = false
        onWake()
      },
    }
  }
  return { tab }
}

const open: LiveStream[] = []
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
function start(source: LiveSource, browser: LiveBrowser): LiveStream {
  const stream = createLiveStream(`person-${expect.getState().currentTestName}`, source, browser)
  open.push(stream)
  return stream
}
const seqs = (stream: LiveStream) => stream.getState().events.map(({ seq }) => seq)
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index)

test('ten tabs of one browser share one connection and all hear everything', async () => {
  const server = createServer(3)
  const { tab } = createBrowser()
  const tabs = Array.from({ length: 10 }, () => start(server.source, tab().browser))
  await until(async () => tabs.every((stream) => stream.getState().status === 'live'))
  expect(server.connections()).toBe(1)
  server.append(20)
  await until(async () => tabs.every((stream) => seqs(stream).length === 23))
  for (const stream of tabs) expect(seqs(stream)).toEqual(upTo(23))
  expect(server.asked).toEqual([3])
})

test('when the leading tab goes, another goes on where the person left off', async () => {
  const server = createServer(0)
  const { tab } = createBrowser()
  const [first, second] = [start(server.source, tab().browser), start(server.source, tab().browser)]
  await until(async () => second.getState().status === 'live')
  server.append(5)
  await until(async () => seqs(second).length === 5)
  first.close()
  server.append(4)
  await until(async () => seqs(second).length === 9)
  expect(seqs(second)).toEqual(upTo(9))
  expect(server.connections()).toBe(1)
})

test('a tab asleep for a thousand events shows them all, once, in order', async () => {
  const server = createServer(2)
  const { tab } = createBrowser()
  const leader = start(server.source, tab().browser)
  await until(async () => leader.getState().status === 'live')
  const sleeper = tab()
  const stream = start(server.source, sleeper.browser)
  await until(async () => stream.getState().status === 'live')
  const heard: number[] = []
  stream.onEvents((events) => heard.push(...events.map(({ seq }) => seq)))
  sleeper.sleep()
  server.append(1_000)
  await until(async () => seqs(leader).length === 1_002)
  expect(seqs(stream)).toEqual([1, 2])
  sleeper.wake()
  await until(async () => seqs(stream).length === 1_002)
  expect(seqs(stream)).toEqual(upTo(1_002))
  expect(heard).toEqual(upTo(1_002, 3))
})

test('a follower that missed some reads them before it shows what came after', async () => {
  const server = createServer(0)
  const { tab } = createBrowser()
  const leader = start(server.source, tab().browser)
  await until(async () => leader.getState().status === 'live')
  const sleeper = tab()
  const stream = start(server.source, sleeper.browser)
  await until(async () => stream.getState().status === 'live')
  sleeper.sleep()
  server.append(7)
  await until(async () => seqs(leader).length === 7)
  sleeper.wake()
  server.append(1)
  await until(async () => seqs(stream).length === 8)
  expect(seqs(stream)).toEqual(upTo(8))
})

test('opens with the newest events, and what was there already is no news', async () => {
  const server = createServer(5_000)
  const { tab } = createBrowser()
  const stream = start(server.source, tab().browser)
  const news: number[] = []
  stream.onEvents((events) => news.push(...events.map(({ seq }) => seq)))
  await until(async () => stream.getState().status === 'live')
  expect(seqs(stream)).toEqual(upTo(5_000, 4_801))
  server.append(1)
  await until(async () => news.length > 0)
  expect(news).toEqual([5_001])
})

test('a server that is away at first is asked until it answers', async () => {
  const server = createServer(1)
  const { tab } = createBrowser()
  let refusals = 1
  const source: LiveSource = {
    ...server.source,
    async readNewest(limit) {
      if (refusals-- > 0) throw new TypeError('fetch failed')
      return server.source.readNewest(limit)
    },
  }
  const stream = start(source, tab().browser)
  await until(async () => stream.getState().status === 'lost')
  await until(async () => stream.getState().status === 'live')
  expect(seqs(stream)).toEqual([1])
})
