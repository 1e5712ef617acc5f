/** Why a job must wait although it is due. */
export type Held = 'person' | 'task' | 'lane'

interface Candidate {
  id: string
  task: string
  user_id: string | null
}

/** Jobs of the lane that run now, in all processes. */
export interface RunningCount {
  task: string
  user_id: string | null
  count: number
}

export interface Limits {
  /** Of the lane as a whole. */
  maxRunning: number | null
  /** Of one person within the lane. The system's own jobs have no person to be fair to. */
  perPerson: number | null
  /** Of a task, by its name. */
  perTask: ReadonlyMap<string, number>
}

/** Which of the candidates, taken in their order, may begin without going over a limit; the others and why not. */
export function admit(
  candidates: readonly Candidate[],
  running: readonly RunningCount[],
  limits: Limits,
): { admitted: string[]; held: Map<string, Held> } {
  const people = new Map<string, number>()
  const tasks = new Map<string, number>()
  let all = 0
  const count = (task: string, userId: string | null, by: number): void => {
    all += by
    tasks.set(task, (tasks.get(task) ?? 0) + by)
    if (userId !== null) people.set(userId, (people.get(userId) ?? 0) + by)
  }
  const obstacle = ({ task, user_id: userId }: Candidate): Held | null => {
    if (userId !== null && (people.get(userId) ?? 0) >= (limits.perPerson ?? Infinity)) return 'person'
    if ((tasks.get(task) ?? 0) >= (limits.perTask.get(task) ?? Infinity)) return 'task'
    return all >= (limits.maxRunning ?? Infinity) ? 'lane' : null
  }
  for (const row of running) count(row.task, row.user_id, row.count)
  const admitted: string[] = []
  const held = new Map<string, Held>()
  for (const candidate of candidates) {
    const why = obstacle(candidate)
    if (why) held.set(candidate.id, why)
    else {
      admitted.push(candidate.id)
      count(candidate.task, candidate.user_id, 1)
    }
  }
  return { admitted, held }
}
