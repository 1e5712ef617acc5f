/** Hears that a person's stream grew; `lastSeq` where the caller knows how far. */
export type Listener = (lastSeq?: number) => void

/** The listeners of this process, by person. */
export interface Switchboard {
  people(): string[]
  /** Calls the person's listeners; one call too many is harmless. */
  call: (userId: string, lastSeq?: number) => void
  /** Returns how to leave again. */
  add(userId: string, listener: Listener): () => void
}

export function createSwitchboard(): Switchboard {
  const listeners = new Map<string, Set<Listener>>()
  return {
    people: () => [...listeners.keys()],
    call: (userId, lastSeq) => listeners.get(userId)?.forEach((listener) => listener(lastSeq)),
    add(userId, listener) {
      const own = listeners.get(userId) ?? new Set()
      listeners.set(userId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId)
      }
    },
  }
}
