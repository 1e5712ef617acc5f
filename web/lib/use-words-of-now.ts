import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all that tells time, running only while something does. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Words that depend on the time, drawn anew only when they change. */
export function useWordsOfNow(words: (now: number) => string): string {
  return useSyncExternalStore(
    everySecond,
    useCallback(() => words(Date.now()), [words]),
  )
}
