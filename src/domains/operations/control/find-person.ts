import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { operationErrors } from '../errors.ts'
import { findUserId } from '../listing/queries.ts'
import { personExists } from './queries.ts'

const fail = failWith(operationErrors)

/** The id of the person whom an id, an address or both name. Throws person_not_found. */
export async function findPerson(
  tx: Tx,
  named: { userId?: string | undefined; email: string } | { userId: string; email?: string | undefined },
): Promise<string> {
  const { userId, email } = named
  const found = email === undefined ? userId : await findUserId(tx, email)
  const same = userId === undefined || userId === found
  if (!found || !same || !(await personExists(tx, found))) throw fail('person_not_found')
  return found
}
