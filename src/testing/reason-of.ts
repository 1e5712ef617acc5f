import { isCallError } from '../client.ts'
import { DomainError } from '../platform/errors.ts'

/** `ok`, or the code by which a call was refused; anything else that goes wrong is thrown on. */
export function reasonOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      if (isCallError(error) && error.data) return error.data.reason
      throw error
    },
  )
}
