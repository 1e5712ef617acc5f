import type { JobListState } from '../../../src/domains/operations/schema.ts'

interface StateWords {
  tab: string
  /** When there is none. */
  none: string
  noneNote: string
}

export const stateWords: Record<JobListState, StateWords> = {
  all: { tab: 'All', none: 'No job yet', noneNote: 'As soon as an agent has work to do, it appears here.' },
  queued: { tab: 'Queued', none: 'Nothing waits', noneNote: 'Every job that was due has been begun.' },
  scheduled: { tab: 'Scheduled', none: 'Nothing is scheduled', noneNote: 'No job waits for a later time.' },
  running: { tab: 'Running', none: 'Nothing runs', noneNote: 'All workers are free at this moment.' },
  failed: { tab: 'Failed', none: 'No failed job', noneNote: 'Nothing waits for your decision.' },
  succeeded: {
    tab: 'Succeeded',
    none: 'Nothing has succeeded yet',
    noneNote: 'Done jobs are kept for a while.',
  },
  cancelled: {
    tab: 'Cancelled',
    none: 'Nothing was cancelled',
    noneNote: 'Cancelled jobs are kept for a while.',
  },
}
