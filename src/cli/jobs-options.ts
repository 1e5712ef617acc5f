import { InvalidArgumentError, Option, type Command } from 'commander'
import { z } from 'zod'
import { jobListStates, type JobFilter, type JobListState } from '../domains/operations/schema.ts'
import { lanes } from '../platform/jobs/lanes.ts'

/** Which jobs, as the flags say it. */
export interface FilterOptions {
  state?: JobListState
  task?: string
  lane?: string
  person?: string
  key?: string
  error?: string
  since?: Date
}

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `90s`, `30m`, `2h`, `7d`, `2w` ago, or a date. */
export function since(text: string): Date {
  const [, number, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  const at = number ? Date.now() - Number(number) * (units[unit ?? ''] ?? 0) : Date.parse(text)
  if (Number.isNaN(at)) throw new InvalidArgumentError('say 30m, 2h, 7d or a date as 2026-01-31')
  return new Date(at)
}

export function jobId(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new InvalidArgumentError('no id, as the lists show it')
  return text
}

export function jobIds(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), jobId(text)]
}

export function limit(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 10_000)
    throw new InvalidArgumentError('a whole number from 1 to 10000')
  return value
}

/** What all commands about jobs take. */
export function common(command: Command): Command {
  return command
    .option(
      '--as <email>',
      'in whose name the audit log notes it, on the local database (default: this machine)',
    )
    .option('--json', 'print JSON')
}

export function withTarget(command: Command): Command {
  return command
    .option('--task <name>', 'of this task')
    .addOption(new Option('--lane <lane>', 'of this lane').choices(lanes))
    .option('--person <email|id>', 'of this person')
}

export function withFilter(command: Command): Command {
  return withTarget(command.addOption(new Option('--state <state>', 'in this state').choices(jobListStates)))
    .option('--key <prefix>', 'whose unique key begins like this')
    .option('--error <words>', 'whose failure says this')
    .option('--since <time>', 'since 30m, 2h, 7d ago, or a date', since)
}

export function personOf(person: string | undefined): { userId?: string; email?: string } {
  if (person === undefined) return {}
  return z.uuid().safeParse(person).success ? { userId: person } : { email: person }
}

/** null: no flag says which. */
export function filterOf({ person, since: from, ...rest }: FilterOptions): Partial<JobFilter> | null {
  const { state, task, lane, key, error } = rest
  const filter = { state, task, lane, key, error, from: from?.toISOString(), ...personOf(person) }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  return given.length === 0 ? null : Object.fromEntries(given)
}
