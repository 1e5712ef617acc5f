/** Lanes keep kinds of work apart. */
export const lanes = ['agents', 'briefings', 'scraping', 'default', 'operations'] as const
export type Lane = (typeof lanes)[number]

/** Never paused. */
export const OPERATIONS_LANE = 'operations' satisfies Lane

/** The code's limits of a lane; an operator may set other ones (job_lane). */
export interface LaneSettings {
  /** Jobs at a time in one process. */
  concurrency: number
  /** Jobs of one person at a time across all processes; null: no limit. */
  perPerson: number | null
  /** Jobs at a time across all processes; null: no limit. */
  maxRunning: number | null
  /** Transports that a process may fetch ahead: for many short jobs. 0: one by one, heeding priority to the last. */
  fetchAhead: number
}

export const laneSettings: Record<Lane, LaneSettings> = {
  agents: { concurrency: 4, perPerson: 3, maxRunning: null, fetchAhead: 0 },
  briefings: { concurrency: 2, perPerson: 1, maxRunning: null, fetchAhead: 0 },
  scraping: { concurrency: 4, perPerson: 2, maxRunning: null, fetchAhead: 0 },
  default: { concurrency: 32, perPerson: null, maxRunning: null, fetchAhead: 64 },
  // What operators ask for: it must go on while they pause all else, so nobody can pause it.
  operations: { concurrency: 2, perPerson: null, maxRunning: null, fetchAhead: 0 },
}
