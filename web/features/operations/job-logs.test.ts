import { expect, test } from 'vitest'
import { readLogs } from './job-logs.ts'

test('reads lines with their fields', () => {
  const at = '2026-11-20T09:00:00.000Z'
  expect(
    readLogs([
      { at, level: 'warn', message: 'slow page', data: { page: 4 } },
      { at, level: 'info', message: 'done', data: {} },
    ]),
  ).toEqual([
    { at, level: 'warn', message: 'slow page', data: '{"page":4}' },
    { at, level: 'info', message: 'done', data: null },
  ])
})

test.each([
  [null, []],
  ['nonsense', []],
  [
    ['a line', { other: 1 }],
    [
      { at: null, level: 'info', message: 'a line', data: null },
      { at: null, level: 'info', message: '{"other":1}', data: null },
    ],
  ],
])('of %j it makes what can be made', (logs, lines) => {
  expect(readLogs(logs)).toEqual(lines)
})
