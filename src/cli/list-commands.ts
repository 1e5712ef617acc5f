import { InvalidArgumentError, type Command } from 'commander'
import { allPages } from './all-pages.ts'
import { noteEvent } from './note-event.ts'
import { capturePosting } from './capture-posting.ts'
import { json, note, out, table } from './print.ts'
import type { CliContext } from './cli-context.ts'
import { followRuns } from './run-follower.ts'
import { uploadResume } from './upload-resume.ts'

interface Common {
  as?: string
  json?: boolean
}

function common(command: Command): Command {
  return command
    .option(
      '--as <email>',
      'whom to act as on the local database (default: the one person there, or a local one)',
    )
    .option('--json', 'print JSON')
}

function show<Row>(
  rows: readonly Row[],
  asJson: boolean | undefined,
  empty: string,
  print: () => string,
): void {
  if (asJson) json(rows)
  else if (rows.length === 0) note(empty)
  else out(print())
}

function eventNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('a whole number, as events shows them')
  return Number(text)
}

const dateOf = (iso: string): string => iso.slice(0, 10)

export function addResumesCommand(program: Command, cli: CliContext): void {
  const resumes = program.command('resumes').description('your résumés and the facts read from them')
  common(resumes.command('add <file>').description('read a PDF or DOCX')).action(
    async (file: string, options: Common) => {
      const resume = await cli.with({ as: options.as, worker: true }, async (connection) => {
        const runs = followRuns(connection.client, noteEvent)
        try {
          const uploaded = await uploadResume(connection, file)
          if (uploaded.runId) await runs.finish(uploaded.runId)
          else note('This very file is here already.')
          return await connection.client.resumes.get.query({ id: uploaded.resumeId })
        } finally {
          runs.close()
        }
      })
      if (options.json) json(resume)
      else out(`${resume.id}  ${resume.fileName}  ${resume.facts.length} facts`)
    },
  )
  common(resumes.command('list').description('all résumés')).action(async (options: Common) => {
    const { items } = await cli.with({ as: options.as }, ({ client }) => client.resumes.list.query({}))
    show(items, options.json, 'No résumé yet. Add one: jobpilot resumes add cv.pdf', () =>
      table(items, [
        { title: 'Id', max: 36, value: (row) => row.id },
        { title: 'File', max: 40, value: (row) => row.fileName },
        { title: 'State', max: 10, value: (row) => row.state },
        { title: 'Added', max: 10, value: (row) => dateOf(row.createdAt) },
      ]),
    )
  })
  common(resumes.command('show <id>').description('the facts of one résumé, with where they stand')).action(
    async (id: string, options: Common) => {
      const resume = await cli.with({ as: options.as }, ({ client }) => client.resumes.get.query({ id }))
      if (options.json) return json(resume)
      out(
        table(resume.facts, [
          { title: 'Kind', max: 18, value: (fact) => fact.kind },
          { title: 'Span', max: 11, value: (fact) => (fact.span ? fact.span.join('–') : 'by hand') },
          { title: 'State', max: 11, value: (fact) => fact.state },
          { title: 'Text', max: 80, value: (fact) => fact.text },
        ]),
      )
    },
  )
}

export function addPostingsCommand(program: Command, cli: CliContext): void {
  const postings = program.command('postings').description('the postings you captured')
  common(
    postings
      .command('add <url|file|->')
      .description("an address, a saved page, a job board's JSON/XML/RSS, a text, or - for standard input")
      .option('--pick <number|id|title>', 'which posting to take when the file holds several'),
  ).action(async (source: string, options: Common & { pick?: string }) => {
    const posting = await cli.with({ as: options.as, worker: true }, async ({ client }) => {
      const runs = followRuns(client, noteEvent)
      try {
        const { runId } = await capturePosting(client, source, options.pick)
        const { postingId } = await runs.finish(runId)
        return await client.postings.get.query({ id: String(postingId) })
      } finally {
        runs.close()
      }
    })
    if (options.json) json(posting)
    else out(`${posting.id}  ${posting.posting.title}  ${posting.posting.hiringOrganization.name}`)
  })
  common(postings.command('list').description('all postings, newest first')).action(
    async (options: Common) => {
      const items = await cli.with({ as: options.as }, ({ client }) =>
        allPages((page) => client.postings.list.query(page)),
      )
      show(items, options.json, 'No posting yet. Add one: jobpilot postings add https://…', () =>
        table(items, [
          { title: 'Id', max: 36, value: (row) => row.id },
          { title: 'Title', max: 44, value: (row) => row.title },
          { title: 'Employer', max: 30, value: (row) => row.organization },
          { title: 'Added', max: 10, value: (row) => dateOf(row.createdAt) },
        ]),
      )
    },
  )
}

export function addMatchesCommand(program: Command, cli: CliContext): void {
  const matches = program.command('matches').description('what fits, best first')
  common(matches.command('list').description('all matches, best first')).action(async (options: Common) => {
    const items = await cli.with({ as: options.as }, ({ client }) =>
      allPages((page) => client.matches.list.query(page)),
    )
    show(items, options.json, 'No match yet: jobpilot match --resume cv.pdf --posting posting.txt', () =>
      table(items, [
        { title: 'Score', max: 5, value: (row) => (row.score === null ? '–' : String(row.score)) },
        { title: 'Verdict', max: 10, value: (row) => row.verdict.replace('cant_tell', "can't tell") },
        { title: 'Title', max: 44, value: (row) => row.title },
        { title: 'Employer', max: 30, value: (row) => row.organization },
        { title: 'Id', max: 36, value: (row) => row.id },
      ]),
    )
  })
}

export function addEventsCommand(program: Command, cli: CliContext): void {
  common(
    program
      .command('events')
      .description('what your agents did; --follow keeps listening')
      .option('--follow', 'stay and print events as they happen')
      .option('--after <number>', 'start after this event number', eventNumber),
  ).action(async (options: Common & { follow?: boolean; after?: number }) => {
    await cli.with({ as: options.as }, async ({ client }) => {
      const print = (event: { seq: number; at: string; agent: string; words: string }) =>
        options.json
          ? out(JSON.stringify(event))
          : out(`${String(event.seq).padStart(6)}  ${event.at}  ${event.agent.padEnd(8)}  ${event.words}`)
      if (options.follow) return followEvents(client, options.after ?? 0, print)
      return printHistory(client, options.after ?? 0, print)
    })
  })
}

type Client = Parameters<typeof capturePosting>[0]
type Print = (event: { seq: number; at: string; agent: string; words: string }) => void

async function printHistory(client: Client, from: number, print: Print): Promise<void> {
  for (let after: number | undefined = from; after !== undefined;) {
    const { events } = await client.agents.history.query({ after, limit: 500 })
    for (const event of events) print(event)
    after = events.at(-1)?.seq
  }
}

/** Until Ctrl-C; the subscription resumes by itself when the server comes back. */
async function followEvents(client: Client, after: number, print: Print): Promise<void> {
  // Whom nothing answers to begin with is told so; a subscription would go on trying in silence.
  await client.agents.history.query({ after, limit: 1 })
  await new Promise<void>((resolve, reject) => {
    const subscription = client.agents.events.subscribe(
      { after },
      { onData: ({ data }) => print(data), onError: reject },
    )
    process.once('SIGINT', () => {
      subscription.unsubscribe()
      resolve()
    })
  })
}
