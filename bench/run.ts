import { styleText } from 'node:util'
import { describeMachine, readCommit } from './lib/machine.ts'
import { formatTable, type Bench } from './lib/report.ts'

interface Entry {
  about: string
  load: () => Promise<{ bench: Bench }>
  /** Arguments that it understands. */
  options?: string[]
}

/** Loaded on demand, so that one bench never pays for another's imports. */
const benches: Record<string, Entry> = {
  truth: {
    about: 'the engine against labelled truth, BM25 and TF-IDF',
    load: () => import('./truth.bench.ts'),
  },
  api: {
    about: 'requests per second against a bare Hono + pg handler',
    load: () => import('./api.bench.ts'),
  },
  start: { about: 'seconds until ready, new and existing database', load: () => import('./start.bench.ts') },
  'main-job': {
    about: 'intake + match + draft of a two-page résumé',
    load: () => import('./main-job.bench.ts'),
  },
  events: {
    about: 'live events: delay, cost and exactness with thousands of subscribers',
    load: () => import('./events.bench.ts'),
  },
  console: {
    about: 'the operators’ lists and searches over a million finished jobs (--small: a try)',
    load: () => import('./console.bench.ts'),
    options: ['--small'],
  },
  page: {
    about: 'script, paints, first event and long lists in a browser',
    load: () => import('./page.bench.ts'),
  },
  jobs: {
    about: 'the job engine against Graphile Worker alone, pg-boss, BullMQ and Celery (--small: a try)',
    load: () => import('./jobs.bench.ts'),
    options: ['--small'],
  },
}

function usage(): string {
  const width = Math.max(...Object.keys(benches).map((name) => name.length))
  const lines = Object.entries(benches).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`)
  return ['Usage: npm run bench -- NAME [--json]', '', 'Benches:', ...lines].join('\n')
}

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json')
  const [name, ...rest] = args.filter((argument) => argument !== '--json')
  const chosen = name === undefined ? undefined : benches[name]
  const strange = rest.filter((argument) => !chosen?.options?.includes(argument))
  if (!chosen || strange.length > 0) {
    const complaint =
      name === undefined ? 'Which bench?' : `There is no bench "${[name, ...rest].join(' ')}".`
    console.error(`${complaint}\n\n${usage()}`)
    return 2
  }
  const { bench } = await chosen.load()
  const { results, ratios, tables, misses = [] } = await bench(rest)
  for (const table of tables) console.log(`${styleText('bold', table.title)}\n${formatTable(table)}\n`)
  for (const miss of misses) console.error(`Target missed: ${miss}`)
  if (json)
    console.log(
      JSON.stringify({
        bench: name,
        commit: await readCommit(),
        machine: describeMachine(),
        results,
        ratios,
      }),
    )
  return 0
}

process.exitCode = await main(process.argv.slice(2))
