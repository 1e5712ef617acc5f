import type { Command } from 'commander'
import type { CliContext } from './cli-context.ts'
import { noteEvent } from './note-event.ts'
import { json, note, out } from './print.ts'
import { followRuns } from './run-follower.ts'

interface Options {
  as?: string
  json?: boolean
}

export function addSampleCommand(program: Command, cli: CliContext): void {
  const sample = program
    .command('sample')
    .description('a fictional résumé and postings, to see everything at work without data of your own')
    .option(
      '--as <email>',
      'whom to act as on the local database (default: the one person there, or a local one)',
    )
    .option('--json', 'print JSON')
  sample
    .command('add')
    .description('add them and match them; what is there already stays')
    .action(async () => {
      const options = sample.opts<Options>()
      const status = await cli.with({ as: options.as, worker: true }, async ({ client }) => {
        const runs = followRuns(client, noteEvent)
        try {
          const { runId } = await client.samples.add.mutate()
          const { matchRunId } = await runs.finish(runId)
          if (typeof matchRunId === 'string') await runs.finish(matchRunId)
          return await client.samples.status.query()
        } finally {
          runs.close()
        }
      })
      if (options.json) return json(status)
      out(`${status.postings} postings, ${status.matches} matches`)
      note('See them: jobpilot matches list. Remove them: jobpilot sample remove')
    })
  sample
    .command('remove')
    .description('remove them with all matches, drafts and applications made with them')
    .action(async () => {
      const options = sample.opts<Options>()
      const removed = await cli.with({ as: options.as }, ({ client }) => client.samples.remove.mutate())
      if (options.json) return json(removed)
      const { resumes, postings, drafts, applications } = removed
      out(`removed: ${resumes} résumé, ${postings} postings, ${drafts} drafts, ${applications} applications`)
    })
}
