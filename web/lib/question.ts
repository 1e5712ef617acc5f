import { useSyncExternalStore } from 'react'

/** Something that code asks the person, and that one dialog of the page answers. */
export interface Question {
  /** Asked again while it is open, it is the same question. False at once when no dialog is there to answer it. */
  ask: () => Promise<boolean>
  answer: (yes: boolean) => void
  isOpen: () => boolean
  subscribe: (listener: () => void) => () => void
}

export function createQuestion(): Question {
  const listeners = new Set<() => void>()
  let open: { promise: Promise<boolean>; resolve: (yes: boolean) => void } | null = null
  const tell = (): void => {
    for (const each of listeners) each()
  }
  return {
    ask: () => {
      if (open) return open.promise
      if (listeners.size === 0) return Promise.resolve(false)
      const asked = Promise.withResolvers<boolean>()
      open = asked
      tell()
      return asked.promise
    },
    answer: (yes) => {
      const answered = open
      open = null
      tell()
      answered?.resolve(yes)
    },
    isOpen: () => open !== null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useIsAsked(question: Question): boolean {
  return useSyncExternalStore(question.subscribe, question.isOpen)
}
