import { createHmac } from 'node:crypto'
import { deriveKey } from '../../../platform/auth/derive-key.ts'

/**
 * The name under which somebody who left goes on in the audit log: always the same for one person, and nobody's without
 * the server's secret. A UUID of version 8 (RFC 9562, 5.8), so that it fits where ids stand.
 */
export function pseudonymOf(secret: string, userId: string): string {
  const bytes = createHmac('sha256', deriveKey(secret, 'pseudonyms')).update(userId).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
