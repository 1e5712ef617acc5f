import { agoWords } from '../../lib/measures.ts'
import { useConsoleLive, useOverview } from './console-live.tsx'
import { useWordsOfNow } from '../../lib/use-words-of-now.ts'

/** A message that is older than this comes late: the engine tells something every ten seconds. */
const LATE_MS = 15_000

const statusWords = { connecting: 'Connecting', live: 'Live', lost: 'Offline', paused: 'Paused' } as const

/** How fresh the figures are; pressed, they stop or go on changing. */
export function LiveToggle() {
  const { status, toggle } = useConsoleLive()
  const { data } = useOverview()
  const age = useWordsOfNow((now) => {
    if (!data || (status === 'live' && now - Date.parse(data.at) < LATE_MS)) return ''
    return `as of ${agoWords(data.at, now)}`
  })
  const late = status === 'live' && age !== ''
  return (
    <button
      type="button"
      className={`live-toggle ${late ? 'lost' : status}`}
      aria-pressed={status !== 'paused'}
      aria-keyshortcuts="p"
      title={status === 'paused' ? 'Go on following (p)' : 'Stop following (p)'}
      onClick={toggle}
    >
      <span className="live-dot" aria-hidden="true" />
      <span>{late ? 'Late' : statusWords[status]}</span>
      {age && <span className="quiet">{age}</span>}
    </button>
  )
}
