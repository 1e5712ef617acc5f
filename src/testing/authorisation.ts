import type { Policy } from '../platform/trpc/procedures.ts'
import type { TestApp } from './app.ts'
import { createVisitor, type CallerKind, type Outcome, type Visitor } from './callers.ts'
import {
  procedureRequest,
  readAnswer,
  restRequest,
  type Answer,
  type Procedure,
  type Serve,
} from './procedures.ts'

/** One thing that can be asked of the server, by whichever door. */
export interface Call {
  name: string
  policy: Policy | undefined
  writes: boolean
  ask(headers: Record<string, string>): Request
}

/** No schema takes it, so that what is let in does nothing. */
const JUNK = 'neither an object nor a list'

/** Every procedure, and again each that has an address in the REST mirror. */
export function callsOf(procedures: Procedure[]): Call[] {
  const byName = procedures.map((procedure): Call => {
    const { path: name, policy, type, input } = procedure
    const given = input ? JUNK : undefined
    return {
      name,
      policy,
      writes: type === 'mutation',
      ask: (headers) => procedureRequest(procedure, headers, given),
    }
  })
  const byAddress = procedures.flatMap(({ rest, policy, type }): Call[] =>
    rest
      ? [
          {
            name: `${rest.method} ${rest.path}`,
            policy,
            writes: type === 'mutation',
            ask: (headers) => restRequest(rest, headers, {}),
          },
        ]
      : [],
  )
  return [...byName, ...byAddress]
}

function upload(path: string, policy: Policy): Call {
  return {
    name: `POST ${path}`,
    policy,
    writes: true,
    ask(headers) {
      const body = new FormData()
      body.append('file', new Blob(['no file of any kind']), 'none.bin')
      return new Request(`http://localhost:3000/api/v1${path}`, {
        method: 'POST',
        headers: { ...headers, origin: 'http://localhost:3000' },
        body,
      })
    },
  }
}

/** The routes that are no procedures. */
export const uploads: Call[] = [upload('/resumes', 'user'), upload('/privacy/imports', 'sensitive')]

interface Cell {
  call: string
  expected: Outcome
  answer: Answer
}

/** Codes by which somebody is kept out; a call's own refusals come after them. */
const keptOut = new Set([
  'sign_in_required',
  'second_step_required',
  'account_leaving',
  'account_suspended',
  'recent_sign_in_required',
  'token_not_enough',
  'token_read_only',
  'token_invalid',
  'session_invalid',
  'operator_required',
  'admin_required',
])

const statuses: Record<string, number> = { sign_in_required: 401, token_invalid: 401 }

/** A call without a policy is let nobody in: whatever it answers is wrong. */
function expectedOf({ policy, writes }: Call, kind: CallerKind): Outcome {
  if (policy === undefined) return 'a policy'
  if (writes && policy !== 'public' && kind.writes !== undefined) return kind.writes
  return kind.answers[policy]
}

function isRight({ expected, answer: { status, reason } }: Cell): boolean {
  if (expected === 'in') return !keptOut.has(reason) && status < 500 && reason !== 'too_many_requests'
  return reason === expected && status === (statuses[expected] ?? 403)
}

/** `jobs.list: operator_required, but was answered 200 ok` */
export function wrongCells(cells: Cell[]): string[] {
  return cells
    .filter((cell) => !isRight(cell))
    .map(
      ({ call, expected, answer }) =>
        `${call}: ${expected}, but was answered ${answer.status} ${answer.reason}`,
    )
}

const AT_ONCE = 8

/** Asks every call as one kind of caller; who is let in to change something is somebody new each time. */
export async function askEverything(
  app: TestApp,
  serve: Serve,
  calls: Call[],
  kind: CallerKind,
  visit: () => Promise<Pick<Visitor, 'headers'>> = () => createVisitor(app, kind.standing),
): Promise<Cell[]> {
  const { headers: shared } = await visit()
  const cells: Cell[] = []
  const waiting = [...calls]
  const work = async (): Promise<void> => {
    for (let call = waiting.shift(); call; call = waiting.shift()) {
      const expected = expectedOf(call, kind)
      const { headers } = call.writes && expected === 'in' ? await visit() : { headers: shared }
      cells.push({ call: call.name, expected, answer: await readAnswer(await serve(call.ask(headers))) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return cells
}
