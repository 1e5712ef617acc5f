import { expect, test } from 'vitest'
import { networkOf } from './network-of.ts'

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:DB8:7:1:2:3:4:5', '2001:db8:7::/48'],
  ['2001:0db8:0007::1', '2001:db8:7::/48'],
  ['2001:db8::1', '2001:db8::/48'],
  ['2001:db8:0:8::1', '2001:db8::/48'],
  ['fe80::1%eth0', 'fe80::/48'],
  ['::1', '::/48'],
  ['', null],
  ['somewhere', null],
])('of %j is %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
