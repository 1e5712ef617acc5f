import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { accountErrors } from './errors.ts'
import { ensurePerson, listPeople } from './queries.ts'
import { emailSchema } from './schema.ts'

const fail = failWith(accountErrors)

/** The address of the person that is created for the command line. */
export const LOCAL_PERSON_EMAIL = 'me@localhost.local'

/**
 * Whom the command line acts as on the local database: the person with the address, created when there is
 * none. Without an address it is the only person there is; with none or several, the local person, so that
 * it never guesses between people.
 */
export async function findLocalPerson(
  ctx: Pick<AppContext, 'db'>,
  wanted: { email?: string | undefined },
): Promise<string> {
  const { email } = wanted
  return asWorker(ctx.db, async (tx) => {
    if (email !== undefined) {
      const parsed = emailSchema.safeParse(email)
      if (!parsed.success) throw fail('email_invalid', { message: '--as with an address that is none' })
      return ensurePerson(tx, { email: parsed.data })
    }
    const [first, second] = await listPeople(tx, 2)
    return first && !second ? first.id : ensurePerson(tx, { email: LOCAL_PERSON_EMAIL })
  })
}
