import { expect, test } from 'vitest'
import { describeRequest } from './request-info.ts'

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'

test('goes on with a well-formed trace, as a span of its own', () => {
  const info = describeRequest('request-42', `00-${trace}-00f067aa0ba902b7-00`)
  expect(info.requestId).toBe('request-42')
  expect(info.traceId).toBe(trace)
  expect(info.traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$`))
})

test.each([
  undefined,
  '',
  'garbage',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `ff-${trace}-00f067aa0ba902b7-01`,
  `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`,
])('begins a new trace instead of %j', (traceparent) => {
  const info = describeRequest(undefined, traceparent)
  expect(info.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(info.traceId).not.toBe(trace)
  expect(describeRequest(undefined, traceparent).traceId).not.toBe(info.traceId)
})

test.each(['short', 'a'.repeat(129), 'has space', 'line\nbreak', 'quote"quote'])(
  'replaces the id %j',
  (id) => {
    expect(describeRequest(id, undefined).requestId).toMatch(/^[0-9a-f-]{36}$/)
  },
)
