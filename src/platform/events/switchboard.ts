/** The listeners of this process, by person. */
export interface Switchboard {
  people(): string[]
  /** Calls the person's listeners; one call too many is harmless. */
  call: (userId: string) => void
  /** Returns how to leave again. */
  add(userId: string, listener: () => void): () => void
}

export function createSwitchboard(): Switchboard {
  const listeners = new Map<string, Set<() => void>>()
  return {
    people: () => [...listeners.keys()],
    call: (userId) => listeners.get(userId)?.forEach((listener) => listener()),
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
