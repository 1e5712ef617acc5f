import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { failWith } from '../../../platform/errors.ts'
import { accountErrors } from '../errors.ts'
import { findPerson } from '../queries.ts'
import { APP_SECRET_BYTES, describeAppSecret } from './app-code.ts'
import { secondStepErrors } from './errors.ts'
import { saveNewFactor } from './queries.ts'
import type { SecondStepSetup } from './schema.ts'
import { SECRET_NONCE_BYTES, sealSecret } from './sealed-secret.ts'
import { factorKey } from './try-second-step.ts'

const fail = failWith({ ...secondStepErrors, ...accountErrors })

/** A new secret for the person's app; nothing is asked of anybody until a code of it was entered. */
export async function beginSecondStep(
  ctx: Pick<AppContext, 'config' | 'db' | 'clock'>,
  userId: string,
): Promise<SecondStepSetup> {
  const secret = ctx.clock.bytes(APP_SECRET_BYTES)
  const nonce = ctx.clock.bytes(SECRET_NONCE_BYTES)
  const sealed = sealSecret(secret, { key: factorKey(ctx), owner: userId, nonce })
  const email = await asWorker(ctx.db, async (tx) => {
    const person = await findPerson(tx, userId)
    if (!person) throw fail('session_invalid', { message: `user ${userId} is gone` })
    if (!(await saveNewFactor(tx, userId, sealed, ctx.clock.now()))) throw fail('second_step_on')
    return person.email
  })
  return describeAppSecret(secret, email)
}
