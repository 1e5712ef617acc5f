import { DomainError } from '../errors.ts'
import type { Email } from './email.ts'

/** Where no provider is set up: saying so beats a code that reaches nobody. */
export const noEmail: Email = {
  send() {
    throw new DomainError({
      code: 'email_unavailable',
      kind: 'unavailable',
      message: 'no e-mail provider is configured',
      userMessage: 'This JobPilot can send no e-mail yet. Please write to whoever runs it.',
    })
  },
}
