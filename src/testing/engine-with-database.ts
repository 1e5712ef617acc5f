import type { AppContext } from '../context.ts'
import type { TaskDefinition } from '../platform/jobs/define-task.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createTestEngine, type TestEngine } from './engine.ts'

export interface EngineWithDatabase extends TestEngine {
  database: TestDatabase
  /** The context with a clock that is ahead. */
  later(minutes: number): AppContext
  /** Ends the engine and drops the database. */
  stop(): Promise<void>
}

/** An engine on a database of its own; without tasks, for what a domain does within transactions. */
export async function createEngineWithDatabase(
  tasks: readonly TaskDefinition[] = [],
): Promise<EngineWithDatabase> {
  const database = await createTestDatabase()
  const engine = createTestEngine({ url: database.url, tasks })
  const { ctx } = engine
  return {
    ...engine,
    database,
    later(minutes) {
      const at = new Date(Date.now() + minutes * 60_000)
      return { ...ctx, clock: { ...ctx.clock, now: () => at } }
    },
    async stop() {
      await engine.stop()
      await database.drop()
    },
  }
}
