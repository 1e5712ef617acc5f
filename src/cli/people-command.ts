import { InvalidArgumentError, Option, type Command } from 'commander'
import { createApp } from '../app.ts'
import { loadConfig } from '../config.ts'
import type { AppContext } from '../context.ts'
import { findOrCreatePerson } from '../domains/account/people/find-or-create-person.ts'
import { listPeople } from '../domains/account/people/list-people.ts'
import { restorePerson } from '../domains/account/people/restore-person.ts'
import {
  personStates,
  type ListPeopleInput,
  type PersonDetail,
  type PersonItem,
  type PersonState,
} from '../domains/account/people/schema.ts'
import { setPlan } from '../domains/account/people/set-plan.ts'
import { setRole } from '../domains/account/people/set-role.ts'
import { showPerson } from '../domains/account/people/show-person.ts'
import { suspendPerson } from '../domains/account/people/suspend-person.ts'
import type { AuditActor } from '../domains/account/record-audit.ts'
import { plans, userRoles, type Plan, type UserRole } from '../platform/auth/session.ts'
import { asWorker, readAsWorker } from '../platform/db/transaction.ts'
import type { Tx } from '../platform/db/types.ts'
import { json, note, out, table } from './print.ts'

interface Common {
  json?: boolean
}

interface Change extends Common {
  reason: string
}

interface ListOptions extends Common {
  role?: UserRole
  plan?: Plan
  state?: PersonState
}

/** Whoever has the machine; the audit log names nobody. */
const machine: AuditActor = { actorId: null, actorRole: 'admin', requestId: null, address: null }

function reasonText(text: string): string {
  const reason = text.replace(/\p{Cc}+/gu, ' ').trim()
  if (reason.length < 3 || reason.length > 500) throw new InvalidArgumentError('from 3 to 500 characters')
  return reason
}

/** Works on the database itself, so it needs the machine that has it. */
async function withDatabase<T>(work: (ctx: AppContext) => Promise<T>): Promise<T> {
  const app = await createApp({ ...loadConfig(), role: 'worker', logLevel: 'silent' })
  try {
    return await work(app.ctx)
  } finally {
    await app.stop()
  }
}

const day = (iso: string | null): string => iso?.slice(0, 10) ?? '–'

function print(person: PersonDetail, { json: asJson }: Common): void {
  if (asJson) return json(person)
  const { counts } = person
  const facts: [string, string][] = [
    ['address', `${person.email}${person.emailVerified ? '' : ' (not confirmed)'}`],
    ['name', person.name || '–'],
    ['id', person.id],
    ['role', person.role],
    ['plan', person.plan],
    ['state', person.state + (person.purgeAfter ? `, erased on ${day(person.purgeAfter)}` : '')],
    ['since', day(person.createdAt)],
    ['last seen', day(person.lastSeenAt)],
    ['signed in', `${person.sessions.length} times, ${person.tokens.length} tokens`],
    ['has', `${counts.resumes} résumés, ${counts.postings} postings, ${counts.applications} applications`],
  ]
  for (const [name, value] of facts) out(`${name.padEnd(11)}${value}`)
}

/** Changes somebody in one transaction with the audit entry, and prints what they are then. */
async function changePerson(
  email: string,
  options: Change & { create?: boolean },
  work: (tx: Tx, id: string) => Promise<void>,
): Promise<void> {
  const person = await withDatabase((ctx) =>
    asWorker(ctx.db, async (tx) => {
      const id = await findOrCreatePerson(tx, email, { create: options.create ?? false })
      await work(tx, id)
      return showPerson(tx, ctx, { id })
    }),
  )
  print(person, options)
  note('What runs already learns of it within five seconds.')
}

function withReason(command: Command): Command {
  return command
    .option(
      '--reason <words>',
      'why; for the audit log, which the person may read',
      reasonText,
      'by the command line',
    )
    .option('--json', 'print JSON')
}

function addReading(people: Command): void {
  people
    .command('list [query]')
    .description('everybody, or those whose address or name begins like that; the newest first')
    .addOption(new Option('--role <role>', 'with this role').choices(userRoles))
    .addOption(new Option('--plan <plan>', 'on this plan').choices(plans))
    .addOption(new Option('--state <state>', 'in this state').choices(personStates))
    .option('--json', 'print JSON')
    .action(async (query: string | undefined, { json: asJson, ...filter }: ListOptions) => {
      const items = await withDatabase(({ db }) =>
        readAsWorker(db, (tx) => allPeople(tx, { query, ...filter })),
      )
      if (asJson) json(items)
      else if (items.length === 0) note('Nobody fits.')
      else printPeople(items)
    })
  people
    .command('show <address>')
    .description('one person')
    .option('--json', 'print JSON')
    .action(async (email: string, options: Common) => {
      print(
        await withDatabase((ctx) => readAsWorker(ctx.db, (tx) => showPerson(tx, ctx, { email }))),
        options,
      )
    })
}

async function allPeople(tx: Tx, filter: Omit<ListPeopleInput, 'cursor' | 'limit'>): Promise<PersonItem[]> {
  const items: PersonItem[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listPeople(tx, { ...filter, cursor, limit: 100 })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

function printPeople(items: readonly PersonItem[]): void {
  out(
    table(items, [
      { title: 'Address', max: 40, value: (person) => person.email },
      { title: 'Name', max: 24, value: (person) => person.name },
      { title: 'Role', max: 8, value: (person) => person.role },
      { title: 'Plan', max: 4, value: (person) => person.plan },
      { title: 'State', max: 9, value: (person) => person.state },
      { title: 'Since', max: 10, value: (person) => day(person.createdAt) },
      { title: 'Seen', max: 10, value: (person) => day(person.lastSeenAt) },
    ]),
  )
}

export function addPeopleCommand(program: Command): void {
  const people = program
    .command('people')
    .description('who may do what, on the database of this machine; also how the first administrator is made')
  addReading(people)
  withReason(people.command('set-role <address>'))
    .description('make somebody a user, operator or administrator')
    .addOption(new Option('--role <role>', 'which').choices(userRoles).makeOptionMandatory())
    .option('--create', 'also when nobody has the address yet: they then sign in with it')
    .action((email: string, options: Change & { role: UserRole; create?: boolean }) =>
      changePerson(email, options, (tx, id) => setRole(tx, { id, ...options }, machine)),
    )
  withReason(people.command('set-plan <address>'))
    .description('give somebody another plan')
    .addOption(new Option('--plan <plan>', 'which').choices(plans).makeOptionMandatory())
    .action((email: string, options: Change & { plan: Plan }) =>
      changePerson(email, options, (tx, id) => setPlan(tx, { id, ...options }, machine)),
    )
  withReason(people.command('suspend <address>'))
    .description('refuse every call of theirs; what they have stays')
    .action((email: string, options: Change) =>
      changePerson(email, options, (tx, id) => suspendPerson(tx, { id, ...options }, machine)),
    )
  withReason(people.command('restore <address>'))
    .description('end a suspension')
    .action((email: string, options: Change) =>
      changePerson(email, options, (tx, id) => restorePerson(tx, { id, ...options }, machine)),
    )
}
