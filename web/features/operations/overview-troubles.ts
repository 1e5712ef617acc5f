import type { Overview } from '../../../src/domains/operations/schema.ts'
import { counted, wholeNumber } from '../../lib/format.ts'
import { durationWords, percentWords } from '../../lib/measures.ts'
import { paths } from '../../paths.ts'
import type { Tone } from '../../ui/notice.tsx'

type Lane = Overview['lanes'][number]

export interface Trouble {
  key: string
  tone: Tone
  words: string
  /** Where it is seen and mended. */
  to: string
  linkWords: string
}

/** A job that is due waits longer than it should. */
const LONG_WAIT_S = 60
const TOO_LONG_WAIT_S = 600
const MANY_FAILURES = 0.2
/** Fewer ended attempts in five minutes say little. */
const ENOUGH_ENDED = 5
const MINUTES = 5

/** “50,000+” where counting stopped. */
export function cappedWords({ count, more }: { count: number; more: boolean }): string {
  return `${wholeNumber(count)}${more ? '+' : ''}`
}

/** What is wrong, worst first; nothing when nobody needs to do anything. */
export function troublesOf(overview: Overview): Trouble[] {
  const troubles = [
    ...workerTroubles(overview),
    ...overview.lanes.flatMap((lane) => laneTroubles(lane, overview.workers.alive)),
    ...deadLetters(overview),
    ...pauses(overview),
  ]
  return troubles.toSorted((a, b) => weight(a.tone) - weight(b.tone))
}

function weight(tone: Tone): number {
  return tone === 'bad' ? 0 : 1
}

function workerTroubles({ workers: { alive, lost } }: Overview): Trouble[] {
  const seeWorkers = { to: paths.workers(), linkWords: 'See workers' }
  const words = `${counted(lost, 'worker')} ${lost === 1 ? 'was' : 'were'} lost in the last hour; others took over the jobs.`
  return [
    ...(alive === 0
      ? [
          {
            key: 'no-worker',
            tone: 'bad' as const,
            words: 'No worker is alive: nothing runs until one starts.',
            ...seeWorkers,
          },
        ]
      : []),
    ...(lost > 0 ? [{ key: 'lost', tone: 'fair' as const, words, ...seeWorkers }] : []),
  ]
}

function laneTroubles(lane: Lane, workersAlive: number): Trouble[] {
  const { lane: name, hold, queued, servedBy } = lane
  const see = (state: string) => ({ to: paths.jobs({ state, lane: name }), linkWords: 'See jobs' })
  const waiting = `${cappedWords(queued)} ${queued.count === 1 ? 'job waits' : 'jobs wait'}`
  if (hold) {
    const words = `${name} is paused: “${hold.reason}”. ${queued.count > 0 ? `${waiting}.` : 'Nothing waits.'}`
    return [{ key: `${name}-hold`, tone: 'fair', words, to: paths.holds(), linkWords: 'See pauses' }]
  }
  if (servedBy === 0 && workersAlive > 0 && queued.count > 0) {
    const words = `No worker serves ${name}: ${waiting}.`
    return [{ key: `${name}-unserved`, tone: 'bad', words, ...see('queued') }]
  }
  return [...longWait(lane, see('queued')), ...manyFailures(lane, see('failed'))]
}

type See = Pick<Trouble, 'to' | 'linkWords'>

function longWait({ lane, oldestWaitSeconds }: Lane, see: See): Trouble[] {
  if (oldestWaitSeconds === null || oldestWaitSeconds < LONG_WAIT_S) return []
  const tone = oldestWaitSeconds >= TOO_LONG_WAIT_S ? 'bad' : 'fair'
  const words = `The oldest job in ${lane} has waited ${durationWords(oldestWaitSeconds * 1_000)}.`
  return [{ key: `${lane}-wait`, tone, words, ...see }]
}

function manyFailures({ lane, failureRate, throughputPerMinute }: Lane, see: See): Trouble[] {
  if (failureRate === null || failureRate < MANY_FAILURES) return []
  if (throughputPerMinute * MINUTES < ENOUGH_ENDED) return []
  const words = `${percentWords(failureRate)} of the attempts in ${lane} failed in the last five minutes.`
  return [{ key: `${lane}-failures`, tone: 'bad', words, ...see }]
}

function deadLetters({ deadLetters: dead }: Overview): Trouble[] {
  if (dead.count === 0) return []
  const words = `${cappedWords(dead)} failed ${dead.count === 1 ? 'job waits' : 'jobs wait'} for a decision: retry or remove.`
  return [
    { key: 'dead', tone: 'bad', words, to: paths.jobs({ state: 'failed' }), linkWords: 'See failed jobs' },
  ]
}

function pauses({ heldTasks, heldPeople }: Overview): Trouble[] {
  if (heldTasks + heldPeople === 0) return []
  const what = [
    ...(heldTasks > 0 ? [counted(heldTasks, 'task type')] : []),
    ...(heldPeople > 0 ? [counted(heldPeople, 'person', 'people')] : []),
  ]
  const words = `Paused by operators: ${what.join(' and ')}.`
  return [{ key: 'pauses', tone: 'fair', words, to: paths.holds(), linkWords: 'See pauses' }]
}
