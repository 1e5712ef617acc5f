import type { AppRouter } from '../../src/router.ts'
import type { createCallerFactory } from '../../src/platform/trpc/procedures.ts'
import type { JobFilter } from '../../src/domains/operations/schema.ts'

export type Caller = ReturnType<ReturnType<typeof createCallerFactory<AppRouter['_def']['record']>>>

export interface Sample {
  /** A person with very many jobs, and one with few. */
  busyPerson: string
  calmPerson: string
  /** A day in the middle of the history. */
  from: string
  to: string
  failedJob: string
  queuedJob: string
  succeededJob: string
  batch: string
  schedule: string
}

export interface Case {
  name: string
  run: (caller: Caller) => Promise<unknown>
}

const nobody = '00000000-0000-4000-8000-000000000000'

function lists(sample: Sample): Record<string, Partial<JobFilter>> {
  const { busyPerson, calmPerson, from, to, batch, schedule } = sample
  return {
    all: {},
    queued: { state: 'queued' },
    'queued of a task': { state: 'queued', task: 'bench.task9' },
    scheduled: { state: 'scheduled' },
    running: { state: 'running' },
    succeeded: { state: 'succeeded' },
    failed: { state: 'failed' },
    'a common task': { task: 'bench.task2' },
    'a rare task': { state: 'failed', task: 'bench.task21' },
    'no such task': { task: 'bench.none' },
    'a lane': { state: 'succeeded', lane: 'scraping' },
    'all of a lane': { lane: 'agents' },
    'no such lane': { lane: 'briefings' },
    'a busy person': { userId: busyPerson },
    'a busy person by address': { email: 'person0@example.com' },
    'a calm person': { userId: calmPerson },
    'no such person': { userId: nobody },
    'a busy person and a rare task': { userId: busyPerson, task: 'bench.task21', state: 'failed' },
    'a calm person and a task': { userId: calmPerson, task: 'bench.task1' },
    'a key': { key: 'capture:50' },
    'a common key': { key: 'match:', state: 'succeeded' },
    'a common key and a rare task': { key: 'match:', task: 'bench.task21', state: 'failed' },
    'no such key': { key: 'nothing:' },
    'an error': { error: 'ECONNREFUSED' },
    'an error code': { state: 'failed', error: 'code_3' },
    'an error of a task': { error: 'ECONNREFUSED', task: 'bench.task20' },
    'an error of a busy person': { error: 'code_3', userId: busyPerson },
    'no such error': { error: 'nothing like it' },
    'no such error of a lane': { error: 'nothing like it', lane: 'agents' },
    'a group of failures': { fingerprint: 'print2:3' },
    'a batch': { batchId: batch },
    'a schedule': { scheduleId: schedule },
    'no such parent': { parentId: nobody },
    'a day': { state: 'failed', from, to },
    'a day of a busy person': { userId: busyPerson, from, to },
    'a day of a key': { key: 'match:', from, to },
    'a day that was long ago': { from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' },
  }
}

/** Everything that the console reads, by what it shows. */
export function consoleCases(sample: Sample): Case[] {
  const filters = Object.entries(lists(sample))
  const shown = { failed: sample.failedJob, queued: sample.queuedJob, succeeded: sample.succeededJob }
  return [
    ...filters.map(([name, filter]) => ({
      name: `list: ${name}`,
      run: (caller: Caller) => caller.jobs.list(filter),
    })),
    ...['succeeded', 'failed'].map((state) => ({
      name: `list: ${state}, ten pages on`,
      run: async (caller: Caller) =>
        caller.jobs.list({ ...filterOf(state), cursor: await tenPagesOn(caller, state) }),
    })),
    ...filters
      .filter(([name]) =>
        ['failed', 'a common task', 'a common key and a rare task', 'no such error'].includes(name),
      )
      .map(([name, filter]) => ({
        name: `count: ${name}`,
        run: (caller: Caller) => caller.jobs.count({ filter }),
      })),
    ...Object.entries(shown).map(([name, id]) => ({
      name: `show: ${name}`,
      run: (caller: Caller) => caller.jobs.show({ id }),
    })),
    ...(['1h', '24h', '7d'] as const).map((range) => ({
      name: `series: ${range}`,
      run: (caller: Caller) => caller.jobs.series({ range }),
    })),
    { name: 'tasks', run: (caller) => caller.jobs.tasks() },
    { name: 'failures: recent', run: (caller) => caller.jobs.failures({}) },
    {
      name: 'failures: most frequent',
      run: (caller) => caller.jobs.failures({ sort: 'count', error: 'ECONN' }),
    },
    { name: 'lanes', run: (caller) => caller.lanes.list() },
    { name: 'workers', run: (caller) => caller.workers.list() },
    { name: 'schedules', run: (caller) => caller.schedules.list() },
    { name: 'audit', run: (caller) => caller.audit.list({}) },
    { name: 'audit: no such action', run: (caller) => caller.audit.list({ action: 'nothing' }) },
  ]
}

const filterOf = (state: string) => ({
  state: state === 'failed' ? ('failed' as const) : ('succeeded' as const),
})

const cursors = new Map<string, string | null>()

/** Looked for once: what is measured is the page. */
async function tenPagesOn(caller: Caller, state: string): Promise<string | null> {
  const known = cursors.get(state)
  if (known !== undefined) return known
  let cursor: string | null = null
  for (let page = 0; page < 10; page++)
    cursor = (await caller.jobs.list({ ...filterOf(state), cursor, limit: 100 })).nextCursor
  cursors.set(state, cursor)
  return cursor
}
