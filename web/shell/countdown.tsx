import { durationWords } from '../lib/measures.ts'
import { useWordsOfNow } from '../lib/use-words-of-now.ts'

/** Whole seconds, rounded up: nobody is told to come too early. */
export function waitWords(ms: number): string {
  return durationWords(Math.max(1, Math.ceil(ms / 1_000)) * 1_000)
}

/** How long until an instant of the browser's clock. Not for screen readers: it changes each second. */
export function Countdown({ until }: { until: number }) {
  const words = useWordsOfNow((now) => waitWords(until - now))
  return <span className="tabular">{words}</span>
}

export function useIsPast(until: number): boolean {
  return useWordsOfNow((now) => (now >= until ? 'past' : 'ahead')) === 'past'
}
