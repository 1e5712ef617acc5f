import { hkdfSync } from 'node:crypto'

/**
 * A key for one purpose, made from the one secret (HKDF, RFC 5869): what is known about one key says nothing about
 * the others.
 */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `jobpilot ${purpose}`, 32))
}
