import type { AppContext } from '../../context.ts'
import { readAsUser } from '../db/transaction.ts'
import { batchOf, type Batch } from './batch.ts'
import { createFeed, type FeedOptions, type Topic } from './feed.ts'
import { createFollower, type Follower, type Sink } from './follower.ts'
import { createGate } from './gate.ts'
import { readEventPage, readLastSeqs } from './queries.ts'

export interface HubOptions extends FeedOptions, Pick<AppContext, 'events'> {}

export interface FollowOptions {
  /** Whose events. Whoever calls vouches that the sink is that person's. */
  userId: string
  /** Send what came after this number; 'now': what comes after the newest. */
  after: number | 'now'
  sink: Sink
  /** The events can't be read; the follower is best ended, so that the caller comes back. */
  onFailure: (error: unknown) => void
}

export interface Hub {
  /** Sends a person's events in order, without gaps or doubles, until the returned function is called. */
  follow(options: FollowOptions): () => void
}

/** What a follower reads at once. */
const PAGE = { limit: 200, bytes: 64_000 }
/** Followers that read at once: a restart brings thousands back together, and calls need connections too. */
const READERS = 4

interface FollowedTopic extends Topic {
  followers: Map<Follower, FollowOptions['onFailure']>
  /** Resolves when `head` is known; until then nothing is read for it. */
  opened: Promise<void>
  close(): void
}

/**
 * The live feeds of this process. In steady state an event is read and rendered once, whoever follows; only
 * those who come anew, or were slow, read for themselves, as the person they are.
 */
export function createHub(options: HubOptions): Hub {
  const topics = new Map<string, FollowedTopic>()
  const feed = createFeed(options)
  const gate = createGate(READERS)
  const readHead = (userId: string): Promise<number> => gate(() => lastSeq(options, userId))

  function open(userId: string): FollowedTopic {
    const followers: FollowedTopic['followers'] = new Map()
    let isOpen = false
    const leave = options.events.listen(userId, (seq) => {
      if (isOpen && (seq === undefined || seq > topic.head)) feed.read(topic)
    })
    const topic: FollowedTopic = {
      userId,
      head: 0,
      followers,
      isFollowed: () => followers.size > 0,
      deliver(batch) {
        for (const follower of followers.keys()) follower.deliver(batch)
      },
      fail(error) {
        for (const onFailure of followers.values()) onFailure(error)
      },
      opened: readHead(userId).then((head) => {
        topic.head = head
        isOpen = true
        // What was rung before counts too.
        if (topic.isFollowed()) feed.read(topic)
      }),
      close() {
        leave()
        feed.forget(topic)
        if (topics.get(userId) === topic) topics.delete(userId)
      },
    }
    topics.set(userId, topic)
    return topic
  }

  return {
    follow({ userId, after, sink, onFailure }) {
      const topic = topics.get(userId) ?? open(userId)
      const follower = createFollower({
        sink,
        head: () => topic.head,
        read: (last) => gate(() => readPage(options, userId, last)),
        onFailure,
      })
      topic.followers.set(follower, onFailure)
      const start = async (): Promise<void> => {
        await topic.opened
        await follower.start(after === 'now' ? await readHead(userId) : after)
      }
      start().catch(onFailure)
      return () => {
        follower.stop()
        if (topic.followers.delete(follower) && topic.followers.size === 0) topic.close()
      }
    },
  }
}

async function lastSeq({ db }: Pick<AppContext, 'db'>, userId: string): Promise<number> {
  const [row] = await readAsUser(db, userId, (tx) => readLastSeqs(tx, [userId]))
  return row?.last_seq ?? 0
}

async function readPage(
  { db, render }: Pick<HubOptions, 'db' | 'render'>,
  userId: string,
  after: number,
): Promise<{ batch: Batch | null; more: boolean }> {
  const { rows, more } = await readAsUser(db, userId, (tx) => readEventPage(tx, userId, after, PAGE))
  const frames = rows.map((row) => ({ seq: row.seq, bytes: render(row) }))
  return { batch: batchOf(after, frames), more }
}
