import type { TaskDefinition } from '../platform/jobs/define-task.ts'
import { startWorker } from '../platform/jobs/run-worker.ts'
import { createTestEngine } from './engine.ts'

/** The process that worker-process.ts starts: a worker with the tasks of a test's module. */
const [modulePath = ''] = process.argv.slice(2)
const { tasks } = (await import(modulePath)) as { tasks: TaskDefinition[] }
const {
  DATABASE_URL: url = '',
  DATA_DIR: dataDir = '',
  FAILPOINT: failpoint,
  DRAIN_MS: drainMs,
} = process.env
const engine = createTestEngine({ url, tasks, dataDir, ...(failpoint ? { failpoint } : {}) })
const worker = await startWorker({ ctx: engine.ctx, tasks })
process.on('SIGTERM', () => {
  void worker
    .stop(drainMs ? { drainMs: Number(drainMs) } : {})
    .then(() => engine.stop())
    .then(() => process.exit(0))
})
process.stdout.write('ready\n')
