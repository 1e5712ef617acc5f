import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { accountErrors } from '../errors.ts'
import { ensurePerson } from '../queries.ts'
import { emailSchema } from '../schema.ts'
import { peopleErrors } from './errors.ts'
import { findPersonRow } from './queries.ts'

const fail = failWith({ ...accountErrors, ...peopleErrors })

/** The id of whoever has the address; with `create`, also of somebody new. Throws email_invalid, person_unknown. */
export async function findOrCreatePerson(
  tx: Tx,
  address: string,
  { create }: { create: boolean },
): Promise<string> {
  const email = emailSchema.safeParse(address)
  if (!email.success) throw fail('email_invalid')
  const person = await findPersonRow(tx, { email: email.data })
  if (person) return person.id
  if (create) return ensurePerson(tx, { email: email.data })
  throw fail('person_unknown', {
    userMessage: `Nobody here has the address ${email.data}. They sign in once, or set-role is called with --create.`,
  })
}
