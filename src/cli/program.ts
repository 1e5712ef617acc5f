import { Command, CommanderError } from 'commander'
import { loadConfig } from '../config.ts'
import type { CliContext } from './cli-context.ts'
import { connect } from './connection.ts'
import { CliFailure, failureWords } from './failure.ts'
import { addHealthCommand } from './health-command.ts'
import { addJobsCommand } from './jobs-command.ts'
import {
  addEventsCommand,
  addMatchesCommand,
  addPostingsCommand,
  addResumesCommand,
} from './list-commands.ts'
import { addMatchCommand } from './match-command.ts'
import { addPeopleCommand } from './people-command.ts'
import { note } from './print.ts'
import { addSampleCommand } from './sample-command.ts'
import { addTokenCommand } from './token-command.ts'

const guide = `
Examples:
  jobpilot match --resume cv.pdf --posting https://jobs.lever.co/acme/1234…
  jobpilot match --resume cv.docx --posting posting.txt --json | jq .match.score
  pbpaste | jobpilot match --resume cv.pdf --posting -
  jobpilot resumes add cv.pdf && jobpilot matches list
  jobpilot token create --email you@example.org
  jobpilot people set-role you@example.org --role admin --create
  jobpilot jobs retry --state failed --task agents.capture --since 2h --reason 'The board is back' --yes

Without JOBPILOT_URL and JOBPILOT_TOKEN it works on this machine's own database (DATA_DIR or
DATABASE_URL); with them, on that server. Results go to stdout, progress and notes to stderr.
Exit codes: 0 done, 1 it did not work (the reason is on stderr), 2 wrong usage.`

function createProgram(): Command {
  const context: CliContext = {
    async with(options, work) {
      const connection = await connect(loadConfig(), options)
      try {
        return await work(connection)
      } finally {
        await connection.close()
      }
    },
  }
  const program = new Command('jobpilot')
    .description('Proves line by line how a posting fits your résumé, and drafts only what it can prove.')
    .addHelpText('after', guide)
    .showHelpAfterError('(jobpilot --help shows how)')
    .exitOverride()
  const add = [
    addMatchCommand,
    addResumesCommand,
    addPostingsCommand,
    addMatchesCommand,
    addEventsCommand,
    addSampleCommand,
    addHealthCommand,
    addJobsCommand,
    addTokenCommand,
    addPeopleCommand,
  ]
  for (const addTo of add) addTo(program, context)
  for (const command of allCommands(program)) command.exitOverride()
  return program
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)])
}

/** Runs one command line and returns its exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    const program = createProgram()
    if (args.length === 0) {
      program.outputHelp()
      return 2
    }
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const words = failureWords(error)
    note(words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
    return error instanceof CliFailure ? error.exitCode : 1
  }
}
