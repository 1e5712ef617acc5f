import type { Tx } from '../../../platform/db/types.ts'

/** All of these tables are the system's: `tx` is the worker's, the owner is in the WHERE. */

const factorColumns = ['sealed_secret', 'confirmed_at', 'last_step', 'failed_tries', 'locked_until'] as const

export function findFactor(tx: Tx, userId: string) {
  return tx.selectFrom('second_factor').select(factorColumns).where('user_id', '=', userId).executeTakeFirst()
}

/** Whoever tries a code holds the row until it is judged: none works twice, no wrong one goes uncounted. */
export function lockFactor(tx: Tx, userId: string) {
  return tx
    .selectFrom('second_factor')
    .select(factorColumns)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}
export type Factor = NonNullable<Awaited<ReturnType<typeof lockFactor>>>

/** Replaces one that is still being set up, never one that is on. */
export async function saveNewFactor(
  tx: Tx,
  userId: string,
  sealedSecret: string,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('second_factor')
    .values({ user_id: userId, sealed_secret: sealedSecret, created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ sealed_secret: sealedSecret, last_step: 0, failed_tries: 0, locked_until: null })
        .where('second_factor.confirmed_at', 'is', null),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function confirmFactor(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.updateTable('second_factor').set({ confirmed_at: now }).where('user_id', '=', userId).execute()
}

/** The step whose code was used; the wrong ones before it are forgiven. */
export async function useStep(tx: Tx, userId: string, step: number): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set({ last_step: step, failed_tries: 0, locked_until: null })
    .where('user_id', '=', userId)
    .execute()
}

export async function countFailure(
  tx: Tx,
  userId: string,
  { failedTries, lockedUntil }: { failedTries: number; lockedUntil: Date | null },
): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set({ failed_tries: failedTries, locked_until: lockedUntil })
    .where('user_id', '=', userId)
    .execute()
}

export async function removeFactor(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('backup_code').where('user_id', '=', userId).execute()
  await tx.deleteFrom('second_factor').where('user_id', '=', userId).execute()
}

export async function replaceBackupCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('backup_code').where('user_id', '=', userId).execute()
  await tx
    .insertInto('backup_code')
    .values(hashes.map((codeHash) => ({ user_id: userId, code_hash: codeHash })))
    .execute()
}

export async function hasBackupCode(tx: Tx, userId: string, codeHash: string): Promise<boolean> {
  const found = await tx
    .selectFrom('backup_code')
    .select('id')
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Used up; the wrong codes of the app before it are forgiven. */
export async function useBackupCode(tx: Tx, userId: string, codeHash: string, now: Date): Promise<void> {
  await tx
    .updateTable('backup_code')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .execute()
  await countFailure(tx, userId, { failedTries: 0, lockedUntil: null })
}

export async function countBackupCodes(tx: Tx, userId: string): Promise<number> {
  const { left } = await tx
    .selectFrom('backup_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}

export function lockSession(tx: Tx, userId: string, sessionId: string) {
  return tx
    .selectFrom('auth_session')
    .select(['id', 'second_factor_at', 'second_factor_tries'])
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}
export type TryingSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>

export async function countSessionTry(
  tx: Tx,
  userId: string,
  sessionId: string,
  tries: number,
): Promise<void> {
  await tx
    .updateTable('auth_session')
    .set({ second_factor_tries: tries })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute()
}

/** The session has proved both steps; null: the second is no longer asked for. */
export async function markSession(
  tx: Tx,
  userId: string,
  sessionId: string,
  secondFactorAt: Date | null,
): Promise<void> {
  await tx
    .updateTable('auth_session')
    .set({ second_factor_at: secondFactorAt, second_factor_tries: 0 })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute()
}
