import { isIP } from 'node:net'
import { groupsOf } from '../http/network-of.ts'

/**
 * Whom to count where nobody is known: an IPv4 address; of IPv6 the /64, since a home or a host owns a whole one
 * and counting its addresses would limit nobody.
 */
export function callerNetwork(address: string): string {
  const plain = address.split('%', 1)[0]?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (isIP(plain) !== 6) return plain
  const groups = groupsOf(plain).slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
