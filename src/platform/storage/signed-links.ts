import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from '../auth/derive-key.ts'
import type { Clock } from '../clock.ts'
import { sameSecret } from '../same-secret.ts'

export interface SignedLink {
  key: string
  fileName: string
}

export interface LinkSigner {
  sign(link: SignedLink, expiresInSeconds: number): string
  /** Null: expired, tampered with, or no token at all. */
  open(token: string): SignedLink | null
}

/** Longer than any that is given out. */
const MOST_CHARACTERS = 4_000

const content = z.tuple([z.string(), z.string(), z.number()])

function readContent(encoded: string): z.infer<typeof content> | null {
  try {
    return content.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}

/** Tokens that name a file until they expire, signed with a key of their own that follows from the secret. */
export function createLinkSigner(secret: string, clock: Pick<Clock, 'now'>): LinkSigner {
  const key = deriveKey(secret, 'signed links')
  const signatureOf = (encoded: string): string =>
    createHmac('sha256', key).update(encoded).digest('base64url')
  return {
    sign({ key: fileKey, fileName }, expiresInSeconds) {
      const until = clock.now().getTime() + expiresInSeconds * 1_000
      const encoded = Buffer.from(JSON.stringify([fileKey, fileName, until])).toString('base64url')
      return `${encoded}.${signatureOf(encoded)}`
    },
    open(token) {
      const [encoded = '', signature = '', ...rest] = token.length > MOST_CHARACTERS ? [] : token.split('.')
      if (rest.length > 0 || !sameSecret(signature, signatureOf(encoded))) return null
      const [fileKey, fileName, until] = readContent(encoded) ?? ['', '', 0]
      return clock.now().getTime() < until ? { key: fileKey, fileName } : null
    },
  }
}
