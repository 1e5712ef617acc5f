import type { Command } from 'commander'
import type { Client } from '../client.ts'
import type { ActionResult, Hold } from '../domains/operations/control/schema.ts'
import type { CliContext } from './cli-context.ts'
import { CliFailure } from './failure.ts'
import { followBulk } from './follow-bulk.ts'
import {
  common,
  filterOf,
  jobId,
  jobIds,
  personOf,
  withFilter,
  withTarget,
  type FilterOptions,
} from './jobs-options.ts'
import { json, note, out } from './print.ts'
import { printHolds } from './print-jobs.ts'

interface Options extends FilterOptions {
  as?: string
  json?: boolean
  reason: string
  yes?: boolean
}

const actions = {
  retry: { name: 'retry', about: 'try failed or cancelled jobs again' },
  cancel: { name: 'cancel', about: 'cancel waiting jobs at once, ask running ones to stop' },
  runNow: { name: 'run-now', about: 'make waiting and scheduled jobs due now' },
  remove: { name: 'remove', about: 'delete finished jobs for good, waiting ones after cancelling them' },
} as const
type Action = keyof typeof actions

/** At most so many ids a call. */
const AT_ONCE = 200

async function actOnIds(
  client: Client,
  action: Action,
  ids: string[],
  reason: string,
): Promise<ActionResult['results']> {
  const results: ActionResult['results'] = []
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const answer = await client.jobs[action].mutate({ ids: ids.slice(at, at + AT_ONCE), reason })
    results.push(...answer.results)
  }
  return results
}

/** Everything that fits the flags, as one job; only when that is meant. */
async function actOnFilter(client: Client, action: Action, options: Options): Promise<unknown> {
  const filter = filterOf(options)
  if (!filter) throw new CliFailure('Say which jobs: their ids, or flags as --state and --task.', 2)
  const { count, more } = await client.jobs.count.query({ filter })
  const many = `${count}${more ? ' or more' : ''} jobs fit.`
  if (!options.yes) throw new CliFailure(`${many} Add --yes to ${actions[action].name} them.`, 2)
  note(many)
  const { reason } = options
  const { jobId: id, words } = await client.jobs.bulk.mutate({ filter, action, reason, expected: count })
  if (words !== null) note(words)
  return followBulk(client, id)
}

function addAction(jobs: Command, cli: CliContext, action: Action): void {
  const { name, about } = actions[action]
  withFilter(common(jobs.command(name).description(`${about}: these, or with --yes all that fit the flags`)))
    .argument('[ids...]', 'of the jobs', jobIds)
    .requiredOption('--reason <words>', 'why; for the audit log and the job')
    .option('--yes', 'do it to all that fit the flags')
    .action(async (ids: string[], options: Options) => {
      if (ids.length > 0 && filterOf(options))
        throw new CliFailure('Give ids or flags that say which jobs, not both.', 2)
      // Without a server a worker is needed for what is done as a job.
      const how = { as: options.as, operator: true, worker: ids.length === 0 && options.yes === true }
      await cli.with(how, async ({ client }) => {
        if (ids.length === 0) return json(await actOnFilter(client, action, options))
        printResults(await actOnIds(client, action, ids, options.reason), options)
      })
    })
}

function printResults(results: ActionResult['results'], options: Options): void {
  if (options.json) json(results)
  for (const { id, changed, words } of options.json ? [] : results)
    out(`${id}  ${changed ? 'done' : 'unchanged'}${words === null ? '' : `  ${words}`}`)
  const unchanged = results.filter((result) => !result.changed).length
  if (unchanged > 0) throw new CliFailure(`${unchanged} of ${results.length} could not be changed.`)
}

function isFor(hold: Hold, { lane, task, person }: Options): boolean {
  const { userId, email } = personOf(person?.toLowerCase())
  const same =
    person === undefined ? hold.person === null : hold.person?.id === userId || hold.person?.email === email
  return same && hold.lane === (lane ?? null) && hold.task === (task ?? null)
}

async function liftHold(client: Client, id: string | undefined, options: Options) {
  const { items } = await client.holds.list.query()
  const hold = items.find((known) => (id === undefined ? isFor(known, options) : known.id === id))
  if (!hold) throw new CliFailure('There is no such pause. See: jobpilot jobs pauses')
  return client.holds.lift.mutate({ id: hold.id, reason: options.reason })
}

export function addJobControls(jobs: Command, cli: CliContext): void {
  for (const action of ['retry', 'cancel', 'runNow', 'remove'] as const) addAction(jobs, cli, action)

  withTarget(
    common(
      jobs.command('pause').description('begin nothing of a lane, a task, a person, or what is all of it'),
    ),
  )
    .requiredOption('--reason <words>', 'why; its people read it')
    .action(async (options: Options) => {
      const { task, lane, person, reason } = options
      const target = { task, lane, reason, ...personOf(person) }
      const hold = await cli.with({ as: options.as, operator: true }, ({ client }) =>
        client.holds.add.mutate(target),
      )
      if (options.json) json(hold)
      else printHolds([hold])
    })

  withTarget(common(jobs.command('resume').description('end a pause, by its id or by what it is for')))
    .argument('[id]', 'of the pause', jobId)
    .requiredOption('--reason <words>', 'why; for the audit log')
    .action(async (id: string | undefined, options: Options) => {
      const lifted = await cli.with({ as: options.as, operator: true }, ({ client }) =>
        liftHold(client, id, options),
      )
      if (options.json) json(lifted)
      else
        out(lifted.jobId === null ? `${lifted.sent} jobs go on.` : `Job ${lifted.jobId} sends what waited.`)
    })

  common(jobs.command('pauses').description('what operators have paused')).action(
    async (options: Options) => {
      const { items } = await cli.with({ as: options.as, operator: true }, ({ client }) =>
        client.holds.list.query(),
      )
      if (options.json) json(items)
      else if (items.length === 0) note('Nothing is paused.')
      else printHolds(items)
    },
  )
}
