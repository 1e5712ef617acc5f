import { dateAndSeconds } from '../../lib/format.ts'
import { agoWords, durationWords } from '../../lib/measures.ts'
import { useWordsOfNow } from '../../lib/use-words-of-now.ts'

/** “3 min ago”, “in 2 h”; the exact time in its title. Keeps counting. */
export function RelativeTime({ at }: { at: string }) {
  const words = useWordsOfNow((now) => agoWords(at, now))
  return (
    <time dateTime={at} title={dateAndSeconds(at)}>
      {words}
    </time>
  )
}

/** “1.2 s”; a dash for what isn’t known. */
export function Duration({ ms }: { ms: number | null }) {
  if (ms === null) return <span className="quiet">–</span>
  return (
    <span className="tabular" title={`${Math.round(ms)} ms`}>
      {durationWords(ms)}
    </span>
  )
}

/** How long since, still counting. */
export function Since({ at }: { at: string }) {
  const words = useWordsOfNow((now) =>
    durationWords(Math.max(0, Math.floor((now - Date.parse(at)) / 1_000) * 1_000)),
  )
  return (
    <time dateTime={at} title={`since ${dateAndSeconds(at)}`}>
      {words}
    </time>
  )
}
