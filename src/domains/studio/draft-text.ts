import { createHash } from 'node:crypto'
import { toStorableText } from '../../platform/json.ts'

/** The one form in which a text is stored, hashed, approved and exported. */
export function draftText(text: string): string {
  return toStorableText(text).replace(/\r\n?/g, '\n')
}

/** Binds an approval to exactly this text: hex sha256 of its UTF-8 bytes. */
export function textSha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
