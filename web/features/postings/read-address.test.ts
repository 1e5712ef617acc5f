import { expect, test } from 'vitest'
import { readAddress } from './read-address.ts'

test.each([
  ['https://example.org/jobs/1', 'https://example.org/jobs/1'],
  ['  http://example.org/jobs?id=1#top \n', 'http://example.org/jobs?id=1#top'],
  ['example.org/jobs/1', 'https://example.org/jobs/1'],
  ['www.bücher.example', 'https://www.bücher.example'],
])('%j is an address', (text, address) => {
  expect(readAddress(text)).toBe(address)
})

test.each([
  '',
  'Backend Engineer',
  'Engineer',
  'See https://example.org/jobs/1 for more',
  'https://',
  'https:///jobs',
  'ftp://example.org',
  'me@example.org',
  'javascript:alert(1)',
  'https://example.org/jobs/1\nhttps://example.org/jobs/2',
])('%j is none', (text) => {
  expect(readAddress(text)).toBeNull()
})
