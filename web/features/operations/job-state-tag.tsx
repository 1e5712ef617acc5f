import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { Tag, type Tone } from '../../ui/notice.tsx'
import { useWordsOfNow } from '../../lib/use-words-of-now.ts'

type State = JobItem['state']

const stateWords: Record<State, { word: string; tone: Tone }> = {
  queued: { word: 'Queued', tone: 'quiet' },
  running: { word: 'Running', tone: 'fair' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
}

const heldWords = {
  person: 'Held (person)',
  task: 'Held (task)',
  lane: 'Held (lane)',
} as const

interface JobStateTagProps {
  state: State
  held?: JobItem['held']
  /** Shown as scheduled while it lies ahead. */
  runAt?: string
  cancelRequested?: boolean
}

/** A job's state in a word and a tone. */
export function JobStateTag({ state, held = null, runAt, cancelRequested = false }: JobStateTagProps) {
  const { word, tone } = stateWords[state]
  const later = useWordsOfNow((now) => (runAt !== undefined && Date.parse(runAt) > now ? 'Scheduled' : ''))
  if (state === 'queued' && held) return <Tag tone="fair">{heldWords[held]}</Tag>
  if (state === 'queued' && later) return <Tag tone="quiet">{later}</Tag>
  if (state === 'running' && cancelRequested) return <Tag tone="fair">Stopping</Tag>
  return <Tag tone={tone}>{word}</Tag>
}
