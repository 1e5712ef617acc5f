import { isIP } from 'node:net'

/** `::` stands for as many groups of zero as are missing. */
export function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::', 2)
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
}

/**
 * The network of an address, as is kept of it: `203.0.113.0/24`, `2001:db8:7::/48`. Enough to notice a sign-in
 * from elsewhere, too little to tell whose it was. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const plain = address.split('%', 1)[0]?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  const version = isIP(plain)
  if (version === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (version !== 6) return null
  const network = groupsOf(plain).slice(0, 3)
  while (network.length > 0 && /^0+$/.test(network.at(-1) ?? '')) network.pop()
  return `${network.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/48`
}
