import type { JobDetail } from './job-shape.ts'
import { durationWords } from '../../lib/measures.ts'
import type { Tone } from '../../ui/notice.tsx'

type Attempt = JobDetail['attempts'][number]

export interface Moment {
  at: string
  words: string
  tone: Tone
  /** What more is known: why an attempt failed. */
  detail: string | null
}

/** Shorter differences are the same moment to whoever reads. */
const SAME_MS = 500

export const attemptWords: Record<Attempt['state'], { word: string; tone: Tone }> = {
  running: { word: 'Running', tone: 'fair' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
  lost: { word: 'Lost with its worker', tone: 'bad' },
  handed_back: { word: 'Handed back', tone: 'quiet' },
}

const endWords: Partial<Record<JobDetail['state'], { words: string; tone: Tone }>> = {
  succeeded: { words: 'The job succeeded', tone: 'good' },
  failed: { words: 'The job failed: it waits for an operator’s decision', tone: 'bad' },
  cancelled: { words: 'The job was cancelled', tone: 'quiet' },
}

export type TimelineJob = Pick<
  JobDetail,
  'state' | 'createdAt' | 'runAt' | 'finishedAt' | 'attempts' | 'events' | 'parent' | 'schedule'
>

/** All that happened to a job and is known to come, from its creation on. */
export function timelineOf(job: TimelineJob): Moment[] {
  const moments = [
    { at: job.createdAt, words: createdWords(job), tone: 'quiet' as const, detail: null },
    ...dueMoments(job),
    ...job.attempts.flatMap(attemptMoments),
    ...job.events.map(({ at, words }) => ({ at, words, tone: 'fair' as const, detail: null })),
    ...endMoments(job),
  ]
  // Of the same moment they stay in this order.
  return moments.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function createdWords({ parent, schedule }: TimelineJob): string {
  if (schedule) return `Created by the schedule ${schedule.name}`
  return parent ? `Created by ${parent.task}` : 'Created'
}

function dueMoments({ createdAt, runAt, attempts }: TimelineJob): Moment[] {
  if (Date.parse(runAt) - Date.parse(createdAt) < SAME_MS) return []
  const tried = attempts.some(({ startedAt }) => Date.parse(startedAt) < Date.parse(runAt))
  return [{ at: runAt, words: tried ? 'Due again' : 'Due', tone: 'quiet', detail: null }]
}

function attemptMoments(attempt: Attempt): Moment[] {
  const { attempt: number, state, startedAt, finishedAt, durationMs, workerHost } = attempt
  const where = workerHost === null ? '' : ` on ${workerHost}`
  const began: Moment = {
    at: startedAt,
    words: `Attempt ${number} began${where}`,
    tone: 'quiet',
    detail: null,
  }
  if (finishedAt === null) return [began]
  const { word, tone } = attemptWords[state]
  const after = durationMs === null ? '' : ` after ${durationWords(durationMs)}`
  const ended = {
    at: finishedAt,
    words: `Attempt ${number}: ${word.toLowerCase()}${after}`,
    tone,
    detail: errorWords(attempt),
  }
  return [began, ended]
}

function endMoments({ state, finishedAt }: TimelineJob): Moment[] {
  const end = endWords[state]
  return end && finishedAt !== null ? [{ at: finishedAt, ...end, detail: null }] : []
}

/** “code: message”; null when nothing went wrong. */
export function errorWords(of: { errorCode: string | null; errorMessage: string | null }): string | null {
  return [of.errorCode, of.errorMessage].filter(Boolean).join(': ') || null
}
