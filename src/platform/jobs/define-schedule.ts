import type { TaskDefinition } from './define-task.ts'

/** What becomes of runs that were due while no worker was there to start them. */
export type Missed =
  /** Nothing: only what is on time (within a minute) runs. */
  | 'skip'
  /** One run makes up for all of them. */
  | 'once'
  /** Each of them runs, up to the latest hundred. */
  | 'all'

/** When a task runs by itself. */
export interface Timetable {
  /** minute hour day-of-month month day-of-week */
  cron: string
  /** IANA name; default UTC. */
  timeZone?: string
  missed: Missed
}

/** A schedule of the system's own; the code's word on it wins at each start of a worker. */
export interface ScheduleDefinition extends Timetable {
  /** Stable: pauses and the last run stay with it. */
  name: string
  task: TaskDefinition
  payload: unknown
}

export function defineSchedule<Payload>(
  schedule: Timetable & { name: string; task: TaskDefinition<Payload>; payload: Payload },
): ScheduleDefinition {
  return schedule
}
