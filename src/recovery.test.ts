import { agentOf } from './domains/agents/agent-task.ts'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readEvents, readRunEvents } from './platform/events/queries.ts'
import { asUser, asWorker } from './platform/db/transaction.ts'
import { startWorker, type Worker } from './platform/jobs/run-worker.ts'
import { tasks } from './tasks.ts'
import { agentScenarios, type AgentScenario } from './testing/agent-scenarios.ts'
import { createTestApp, type Caller, type TestApp } from './testing/app.ts'
import { until } from './testing/until.ts'
import { startWorkerProcess, type WorkerProcess } from './testing/worker-process.ts'

let app: TestApp
let workers: Worker[] = []
let victims: WorkerProcess[] = []

beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterEach(async () => {
  await Promise.all(victims.map((victim) => victim.kill()))
  await stopWorkers()
  victims = []
})
afterAll(async () => {
  await stopWorkers()
  await app.close()
})

async function work(): Promise<void> {
  workers.push(await startWorker({ ctx: app.ctx, tasks }))
}

async function stopWorkers(): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
}

/** How the run ended, once it and whatever it started are over. */
async function finished({ userId }: Caller, runId: string): Promise<string> {
  return until(async () => {
    const runs = await asUser(app.ctx.db, userId, (tx) =>
      tx
        .selectFrom('agent_run')
        .select(['id', 'state', 'finished_at'])
        .where('user_id', '=', userId)
        .execute(),
    )
    return runs.every((run) => run.finished_at) && runs.find((run) => run.id === runId)?.state
  }, 15_000)
}

/** Tables in which a repetition is on record on purpose. */
const countsAttempts = new Set(['run_event', 'event_sequence', 'job_attempt'])

/** How many rows each table holds of the person; the same for every person who did the same. */
async function countRows({ userId }: Caller): Promise<Record<string, number>> {
  return asWorker(app.ctx.db, async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'user_id' and table_name not like 'auth_%' order by 1`.execute(
      tx,
    )
    const counts: Record<string, number> = {}
    for (const { name } of tables.rows.filter((table) => !countsAttempts.has(table.name))) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(name)} where user_id = ${userId}`.execute(tx)
      counts[name] = rows[0]?.n ?? -1
    }
    return counts
  })
}

let people = 0

interface Prepared {
  person: Caller
  start: () => Promise<string>
}

async function prepare(scenario: AgentScenario): Promise<Prepared> {
  // By token: so many sign-ins from one place would be slowed down.
  const person = await app.tokenFor({ email: `person${people++}@example.org` })
  const made = await scenario.prepare(person)
  return { person, start: () => scenario.start(person, made) }
}

test('every agent of the application is killed below', () => {
  expect(agentScenarios.map(({ agent }) => `agents.${agent.kind}`).toSorted()).toEqual(
    tasks
      .filter((task) => agentOf(task) !== null)
      .map(({ name }) => name)
      .toSorted(),
  )
})

describe.each(agentScenarios)('$agent.kind', (scenario) => {
  const { kind, steps } = scenario.agent
  const failpoints = steps.flatMap(({ name }) => [
    `before-commit:${kind}.${name}`,
    `after-commit:${kind}.${name}`,
  ])
  const ready: Prepared[] = []
  /** What a run without any trouble leaves behind. */
  let undisturbed: Record<string, number>

  beforeAll(async () => {
    await work()
    const { person, start } = await prepare(scenario)
    const state = await finished(person, await start())
    if (state !== 'succeeded') throw new Error(`undisturbed, the run ended as ${state}`)
    undisturbed = await countRows(person)
    for (const _failpoint of failpoints) ready.push(await prepare(scenario))
    await stopWorkers()
  }, 120_000)

  test.each(failpoints.map((failpoint, index) => ({ failpoint, whole: index === 0 })))(
    'killed with -9 at $failpoint, a run ends once, with nothing missing or doubled',
    async ({ failpoint, whole }) => {
      const prepared = ready.pop()
      if (!prepared) throw new Error('nobody is prepared')
      const { person, start } = prepared
      // Once the whole program is killed; without what serves requests it starts in half the time.
      const victim = startWorkerProcess({
        url: app.database.url,
        failpoint,
        ...(whole ? {} : { tasks: new URL('tasks.ts', import.meta.url) }),
        env: { DATA_DIR: app.ctx.config.dataDir },
      })
      victims.push(victim)
      await victim.ready
      const runId = await start()
      expect((await victim.ended).signal).toBe('SIGKILL')
      await work()
      expect(await finished(person, runId)).toBe('succeeded')
      expect(await countRows(person)).toEqual(undisturbed)

      const events = await asUser(app.ctx.db, person.userId, (tx) => readRunEvents(tx, person.userId, runId))
      expect(events.filter(({ type }) => type === 'step_done').map(({ step }) => step)).toEqual(
        scenario.agent.steps.map(({ name }) => name),
      )
      expect(events.filter(({ type }) => type === 'run_started').map(({ data }) => data['attempt'])).toEqual([
        1, 2,
      ])
      expect(events.filter(({ type }) => /^run_(succeeded|failed|cancelled)$/.test(type)).length).toBe(1)
      expect(events.at(-1)?.type).toBe('run_succeeded')
      // Runs that this one started speak in between: the person's stream as a whole has no gap.
      const stream = await asUser(app.ctx.db, person.userId, (tx) => readEvents(tx, person.userId, 0, 10_000))
      expect(stream.map(({ seq }) => seq)).toEqual(stream.map((_, index) => index + 1))
    },
    40_000,
  )
})
