import { expect, test } from 'vitest'
import { callerAddress } from './serve.ts'

const from = (forwarded: string | undefined, trustedProxies: number) =>
  callerAddress(
    {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: '10.0.0.9' },
    },
    trustedProxies,
  )

test.each([
  ['no proxy: the header is not believed', '203.0.113.7', 0, '10.0.0.9'],
  ['one proxy: the entry it wrote', '203.0.113.7', 1, '203.0.113.7'],
  ['one proxy: what the caller claims is not believed', '198.51.100.1, 203.0.113.7', 1, '203.0.113.7'],
  ['two proxies: the entry of the first', '198.51.100.1, 203.0.113.7, 10.0.0.8', 2, '203.0.113.7'],
  ['IPv6', '2001:db8::1', 1, '2001:db8::1'],
  ['fewer entries than proxies', '203.0.113.7', 2, '10.0.0.9'],
  ['no header', undefined, 1, '10.0.0.9'],
  ['something that is no address', '<script>', 1, '10.0.0.9'],
])('the caller behind %s', (_, forwarded, proxies, address) => {
  expect(from(forwarded, proxies)).toBe(address)
})
