import type { Command } from 'commander'
import type { Client } from '../client.ts'
import type { JobItem } from '../domains/operations/schema.ts'
import type { CliContext } from './cli-context.ts'
import { addJobControls } from './jobs-controls.ts'
import { common, filterOf, jobId, limit, withFilter, type FilterOptions } from './jobs-options.ts'
import { json, note } from './print.ts'
import { printJob, printJobs, printStats } from './print-jobs.ts'

interface ListOptions extends FilterOptions {
  as?: string
  json?: boolean
  limit?: number
}

async function readJobs(client: Client, options: ListOptions): Promise<JobItem[]> {
  const wanted = options.limit ?? 50
  const filter = filterOf(options) ?? {}
  const items: JobItem[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof client.jobs.list.query>> = await client.jobs.list.query({
      ...filter,
      cursor,
      limit: Math.min(100, wanted - items.length),
    })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && items.length < wanted)
  return items
}

/** What operators look at and do; on a server the token's role decides. */
export function addJobsCommand(program: Command, cli: CliContext): void {
  const jobs = program.command('jobs').description('for operators: background work, and what to do about it')

  withFilter(common(jobs.command('list').description('jobs that fit the flags; finished ones newest first')))
    .option('--limit <number>', 'how many at most (default 50)', limit)
    .action(async (options: ListOptions) => {
      const items = await cli.with({ as: options.as, operator: true }, ({ client }) =>
        readJobs(client, options),
      )
      if (options.json) json(items)
      else if (items.length === 0) note('No job fits.')
      else printJobs(items)
    })

  common(jobs.command('show').description('one job: why it waits or how it ended, its attempts and events'))
    .argument('<id>', 'of the job', jobId)
    .action(async (id: string, options: ListOptions) => {
      const job = await cli.with({ as: options.as, operator: true }, ({ client }) =>
        client.jobs.show.query({ id }),
      )
      if (options.json) json(job)
      else printJob(job)
    })

  common(
    jobs.command('stats').description('the lanes: what waits, runs and ended in the last five minutes'),
  ).action(async (options: ListOptions) => {
    const overview = await cli.with({ as: options.as, operator: true }, ({ client }) =>
      client.jobs.overview.query(),
    )
    if (options.json) json(overview)
    else printStats(overview)
  })

  addJobControls(jobs, cli)
}
