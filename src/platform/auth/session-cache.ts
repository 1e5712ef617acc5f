import type { Clock } from '../clock.ts'
import type { Session } from './session.ts'

const MAX_ENTRIES = 10_000

/**
 * Remembers verified credentials for a few seconds, so that a page's burst of calls asks the database once.
 * What is revoked here is forgotten at once, elsewhere after `ttlMs`.
 */
export interface SessionCache {
  resolve(credential: string, load: () => Promise<Session | null>): Promise<Session | null>
  /** Forgets one session or token. */
  forget(sessionId: string): void
  /** Forgets all sessions and tokens of one person. */
  forgetPerson(userId: string): void
}

interface Entry {
  session: Promise<Session | null>
  sessionId: string | null
  userId: string | null
  until: number
}

export function createSessionCache(clock: Pick<Clock, 'now'>, ttlMs = 5_000): SessionCache {
  const entries = new Map<string, Entry>()

  const remember = (
    key: string,
    load: () => Promise<Session | null>,
    now: number,
  ): Promise<Session | null> => {
    const entry: Entry = { session: load(), sessionId: null, userId: null, until: now + ttlMs }
    entries.set(key, entry)
    const drop = () => {
      if (entries.get(key) === entry) entries.delete(key)
    }
    entry.session.then((session) => {
      entry.sessionId = session?.sessionId ?? null
      entry.userId = session?.userId ?? null
      if (!session) drop()
    }, drop)
    const oldest = entries.keys().next()
    if (entries.size > MAX_ENTRIES && !oldest.done) entries.delete(oldest.value)
    return entry.session
  }

  return {
    resolve(key, load) {
      const now = clock.now().getTime()
      const known = entries.get(key)
      if (known && known.until > now) return known.session
      entries.delete(key)
      return remember(key, load, now)
    },
    forget(sessionId) {
      for (const [key, entry] of entries) {
        // One that is still loading may be the one: it is asked for again.
        if (entry.sessionId === sessionId || entry.sessionId === null) entries.delete(key)
      }
    },
    forgetPerson(userId) {
      for (const [key, entry] of entries)
        if (entry.userId === userId || entry.userId === null) entries.delete(key)
    },
  }
}
