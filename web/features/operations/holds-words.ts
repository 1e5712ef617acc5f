import { cappedWords } from './overview-troubles.ts'

interface HoldTarget {
  lane: string | null
  task: string | null
  person: { email: string } | null
}

interface Counted {
  count: number
  more: boolean
}

/** What a pause meets at the moment. */
export function effectWords(waiting: Counted, running: Counted): string {
  const waits = waiting.count === 0 ? 'Nothing waits now' : `${cappedWords(waiting)} now wait`
  if (running.count === 0) return `${waits}; nothing runs.`
  const one = running.count === 1 && !running.more
  return `${waits}; ${one ? 'the one that runs goes' : `the ${cappedWords(running)} that run go`} on to the end.`
}

/** “the task a.b in the lane agents”: what a pause is for. */
export function holdWords({ lane, task, person }: HoldTarget): string {
  const whose = person === null ? '' : person.email || 'somebody who is gone'
  if (task !== null) {
    return `the task ${task}${lane === null ? '' : ` in the lane ${lane}`}${whose && ` of ${whose}`}`
  }
  if (lane !== null) return `the lane ${lane}${whose && ` for ${whose}`}`
  return whose === '' ? 'everything' : `all jobs of ${whose}`
}
