import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startApp } from './lib/app-process.ts'
import { median, round, type Bench } from './lib/report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROUNDS = 3
const TARGET_SECONDS = { new: 5, existing: 2 }

/** Seconds from `npm start` to the first good answer of /readyz; stopped again at once. */
async function secondsUntilReady(dataDir: string): Promise<number> {
  const app = await startApp({
    cwd: root,
    command: ['npm', 'start'],
    settings: { DATA_DIR: dataDir, DATABASE_URL: '' },
  })
  await app.stop()
  return app.readyAfterMs / 1000
}

/** `npm start` with dependencies installed and the web built: on a new embedded database, and on an existing one. */
export const bench: Bench = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-start-'))
  const seconds = { new: [] as number[], existing: [] as number[] }
  try {
    // Not counted: may install and build the web.
    await secondsUntilReady(path.join(folder, 'warm-up'))
    for (let at = 0; at < ROUNDS; at++) {
      const dataDir = path.join(folder, String(at))
      seconds.new.push(await secondsUntilReady(dataDir))
      seconds.existing.push(await secondsUntilReady(dataDir))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const medians = { new: median(seconds.new), existing: median(seconds.existing) }
  return {
    results: { seconds, medianSeconds: medians },
    ratios: {
      existing_to_new: round(medians.existing / medians.new),
    },
    tables: [
      {
        title: 'Seconds from npm start until ready',
        columns: ['database', 'median', 'wanted below', 'runs'],
        rows: (['new', 'existing'] as const).map((kind) => [
          kind,
          medians[kind],
          TARGET_SECONDS[kind],
          seconds[kind].map((value) => value.toFixed(2)).join(' · '),
        ]),
      },
    ],
    misses: (['new', 'existing'] as const)
      .filter((kind) => medians[kind] >= TARGET_SECONDS[kind])
      .map((kind) => `${kind} database: ${round(medians[kind])} s, wanted below ${TARGET_SECONDS[kind]} s`),
  }
}
