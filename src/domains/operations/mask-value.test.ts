import { expect, test } from 'vitest'
import { maskLogs, maskValue } from './mask-value.ts'

test('ids and numbers are shown as they are', () => {
  const payload = {
    runId: '6d1f0e4a-52a1-4c39-9c1d-7d6a1c7a9e51',
    count: 3,
    notPaused: true,
    list: [1, null],
  }
  expect(maskValue(payload)).toEqual(payload)
})

test.each([
  'password',
  'accessToken',
  'client_secret',
  'Authorization',
  'set-cookie',
  'signInOtp',
  'otp',
  'API-KEY',
  'apiKey',
  'userEmail',
])('what is called %s is hidden, however deep', (key) => {
  const hidden = { [key]: '[hidden]' }
  expect(maskValue({ [key]: 'abc', deep: [{ [key]: { a: 1 } }] })).toEqual({ ...hidden, deep: [hidden] })
})

test('addresses and credentials are hidden inside of texts', () => {
  const text = 'To sam@example.org with Bearer abc.def and jp_0123456789 or eyJhbGciOi.eyJzdWIi.c2ln'
  expect(maskValue({ words: text })).toEqual({
    words: 'To [address] with [hidden] and [hidden] or [hidden]',
  })
})

test('what people wrote is replaced by its length, other long texts are cut', () => {
  const text = 'I was born in a small town. '.repeat(50)
  expect(maskValue({ text, resumeText: 'short', words: text })).toEqual({
    text: '[1,400 characters]',
    resumeText: '[5 characters]',
    words: `${text.slice(0, 60)}… (1,400 characters)`,
  })
})

test('long lists and deep objects end', () => {
  expect(maskValue(Array.from({ length: 150 }, () => 1))).toHaveLength(101)
  let deep: unknown = 'end'
  for (let level = 0; level < 50; level++) deep = { deep }
  expect(JSON.stringify(maskValue(deep))).toContain('[deeper]')
  const wide = maskValue(
    Object.fromEntries(Array.from({ length: 120 }, (_none, place) => [`k${place}`, place])),
  )
  expect(wide).toMatchObject({ '…': '20 more' })
})

test('a log keeps all its lines and their whole messages, without addresses and credentials', () => {
  const long = 'x'.repeat(500)
  const lines = [
    { at: '2026-05-01T10:00:00.000Z', level: 'info', message: `wrote to ann@example.org ${long}` },
    {
      at: '2026-05-01T10:00:01.000Z',
      level: 'warn',
      message: 'Bearer abc refused',
      data: { token: 'abc', page: 3 },
    },
  ]
  expect(maskLogs(lines)).toEqual([
    { at: '2026-05-01T10:00:00.000Z', level: 'info', message: `wrote to [address] ${long}` },
    {
      at: '2026-05-01T10:00:01.000Z',
      level: 'warn',
      message: '[hidden] refused',
      data: { token: '[hidden]', page: 3 },
    },
  ])
  expect(maskLogs(Array.from({ length: 200 }, () => lines[0]))).toHaveLength(200)
  expect(maskLogs(null)).toBeNull()
})
