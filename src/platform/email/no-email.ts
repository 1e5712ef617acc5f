import { mailFail } from './errors.ts'
import type { Email } from './email.ts'

/** Where no provider is set up: saying so beats a code that reaches nobody. */
export const noEmail: Email = {
  send() {
    throw mailFail('email_unavailable', { message: 'no e-mail provider is configured' })
  },
}
