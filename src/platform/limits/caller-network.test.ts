import { expect, test } from 'vitest'
import { callerNetwork } from './caller-network.ts'

test.each([
  ['203.0.113.77', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.77'],
  ['2001:db8:7:1:2:3:4:5', '2001:db8:7:1'],
  ['2001:0DB8:0007:0001::9', '2001:db8:7:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::9:1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('%j counts as %j', (address, network) => {
  expect(callerNetwork(address)).toBe(network)
})
