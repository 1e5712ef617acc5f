import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Tx } from './types.ts'

/** Which role and person a transaction acts as; read by the driver when it sends BEGIN. */
export interface TransactionScope {
  role: 'jobpilot_request' | 'jobpilot_worker'
  userId: string | null
  /** Postgres refuses writes; nobody waits for its commit, since there is nothing it could lose. */
  readOnly?: boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What begins a transaction of that scope; of one without a scope, the login's own. */
export function beginStatement(scope: TransactionScope | undefined): string {
  if (!scope) return 'begin'
  if (scope.userId !== null && !UUID.test(scope.userId)) throw new TypeError('A person id must be a UUID')
  const begin = scope.readOnly ? 'begin read only' : 'begin'
  // SET LOCAL ends with the transaction, as set_config(…, true) does, but plans nothing and returns no rows.
  return `${begin}; set local role ${scope.role}; set local app.user_id = '${scope.userId ?? ''}'`
}

export const transactionScope = new AsyncLocalStorage<TransactionScope>()

const afterCommitHooks = new WeakMap<Tx, (() => void)[]>()

/** Runs `hook` once the transaction has committed; never when it rolls back. */
export function afterCommit(tx: Tx, hook: () => void): void {
  const hooks = afterCommitHooks.get(tx)
  if (!hooks) throw new Error('afterCommit needs a transaction opened by asUser or asWorker')
  hooks.push(hook)
}

async function transact<T>(db: Db, scope: TransactionScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const hooks: (() => void)[] = []
  const result = await transactionScope.run(scope, () =>
    db.transaction().execute((tx) => {
      afterCommitHooks.set(tx, hooks)
      return transactionScope.exit(() => work(tx))
    }),
  )
  for (const hook of hooks) hook()
  return result
}

/** A transaction in which row-level security shows only this person's rows. */
export function asUser<T>(db: Db, userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'jobpilot_request', userId }, work)
}

/**
 * Like asUser, for reading alone: Postgres refuses writes, and the answer doesn't wait for the commit, which
 * travels with the next statement of that connection.
 */
export function readAsUser<T>(db: Db, userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'jobpilot_request', userId, readOnly: true }, work)
}

/** A transaction of the system itself (jobs, sign-in): the worker's policy shows every row. */
export function asWorker<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'jobpilot_worker', userId: null }, work)
}

/** Like asWorker, for reading alone: what operators look at. Postgres refuses writes. */
export function readAsWorker<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'jobpilot_worker', userId: null, readOnly: true }, work)
}
