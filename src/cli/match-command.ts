import type { Command } from 'commander'
import { runMatch } from './match.ts'
import { printMatch } from './print-match.ts'
import { json } from './print.ts'
import type { CliContext } from './cli-context.ts'
import { noteEvent } from './note-event.ts'

interface Options {
  resume: string
  posting: string
  pick?: string
  as?: string
  json?: boolean
}

export function addMatchCommand(program: Command, cli: CliContext): void {
  program
    .command('match')
    .description('the main job: facts from a résumé, requirements from a posting, proof, verdict and draft')
    .requiredOption('--resume <file>', 'a PDF or DOCX, up to 10 MB')
    .requiredOption(
      '--posting <url|file|->',
      "an address, a saved page, a job board's JSON/XML/RSS, a text, or - for standard input",
    )
    .option(
      '--pick <number|id|title>',
      'which posting to take when the file holds several (default: the first)',
    )
    .option(
      '--as <email>',
      'whom to act as on the local database (default: the one person there, or a local one)',
    )
    .option('--json', 'print one JSON object instead of tables')
    .addHelpText(
      'after',
      `
The JSON object: {resume: {text, facts, jsonResume}, posting: {title, hiringOrganization, text,
requirements}, match: {score, verdict, rubricVersion, gates, evidence}, draft: {text, claims}}.
A span is [start, end) in characters of the text beside it. When nothing can be told, score is null,
the verdict is "cant_tell" and the draft's text is empty.`,
    )
    .action(async (options: Options) => {
      const report = await cli.with({ as: options.as, worker: true }, (connection) =>
        runMatch(connection, options, noteEvent),
      )
      if (options.json) json(report)
      else printMatch(report)
    })
}
