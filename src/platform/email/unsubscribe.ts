import { createHmac } from 'node:crypto'
import type { Config } from '../../config.ts'
import { deriveKey } from '../auth/derive-key.ts'
import { sameSecret } from '../same-secret.ts'
import { isOptOutKind, type OptOutKind } from './email-kinds.ts'

export const UNSUBSCRIBE_PATH = '/api/v1/mail/unsubscribe'

interface Subscription {
  userId: string
  kind: OptOutKind
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function sign(config: Pick<Config, 'authSecret'>, { userId, kind }: Subscription): string {
  return createHmac('sha256', deriveKey(config.authSecret, 'unsubscribe'))
    .update(`${userId} ${kind}`)
    .digest('base64url')
}

/** Works without signing in and for ever: all that it can do is to stop one kind of mail. */
export function unsubscribeUrl(
  config: Pick<Config, 'authSecret' | 'appUrl'>,
  subscription: Subscription,
): string {
  const { userId, kind } = subscription
  return `${config.appUrl}${UNSUBSCRIBE_PATH}?token=${userId}.${kind}.${sign(config, subscription)}`
}

/** Whose mail of which kind a link stops; null for one that we didn't write. */
export function readUnsubscribeToken(config: Pick<Config, 'authSecret'>, token: string): Subscription | null {
  const [userId = '', kind = '', signature = '', ...rest] = token.split('.')
  if (!UUID.test(userId) || !isOptOutKind(kind) || rest.length > 0) return null
  return sameSecret(signature, sign(config, { userId, kind })) ? { userId, kind } : null
}

/** One click in the mail program is enough: https://www.rfc-editor.org/rfc/rfc8058 */
export function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** Under which an address is kept that must not be mailed: who was erased isn't kept in clear. */
export function hashAddress(config: Pick<Config, 'authSecret'>, address: string): string {
  const plain = address.trim().toLowerCase()
  return createHmac('sha256', deriveKey(config.authSecret, 'suppressed address'))
    .update(plain)
    .digest('base64url')
}
