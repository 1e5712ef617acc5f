interface HoldTarget {
  lane: string | null
  task: string | null
  person: { email: string } | null
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
